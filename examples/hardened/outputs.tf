output "user_pool_id" {
  description = "What a client needs to sign users in, with client_id."
  value       = module.sign_in.user_pool_id
}

output "client_id" {
  description = "Id of the app client."
  value       = module.sign_in.client_ids["app"]
}

output "failures_queue_url" {
  description = "Messages that could not be sent."
  value       = aws_sqs_queue.failures.url
}

output "dashboard_name" {
  description = "Where to look when an alarm comes."
  value       = module.sign_in.dashboard_name
}
