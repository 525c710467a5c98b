output "user_pool_id" {
  description = "What a client needs to sign users in, with one of client_ids."
  value       = module.sign_in.user_pool_id
}

output "client_ids" {
  description = "App clients' ids by name."
  value       = module.sign_in.client_ids
}

output "client_secrets" {
  description = "App clients' secrets by name; empty for a client without one."
  value       = module.sign_in.client_secrets
  sensitive   = true
}

output "issuer" {
  description = "What a back end checks tokens against."
  value       = module.sign_in.issuer
}

output "log_group_names" {
  description = "Where the functions write what they did."
  value       = module.sign_in.log_group_names
}

output "role_arns" {
  description = "The functions' roles, for the policies of others."
  value       = module.sign_in.role_arns
}

output "failures_queue_url" {
  description = "Where to read which messages could not be sent."
  value       = aws_sqs_queue.failures.url
}

output "on_call_topic_arn" {
  description = "What to subscribe to, to be told of alarms."
  value       = aws_sns_topic.on_call.arn
}

output "dashboard_name" {
  description = "Where to look first when an alarm rings."
  value       = module.sign_in.dashboard_name
}
