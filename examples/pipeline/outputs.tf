output "user_pool_id" {
  description = "For the smoke test, and for clients."
  value       = module.sign_in.user_pool_id
}

output "client_id" {
  description = "For the smoke test, and for clients."
  value       = module.sign_in.client_ids["app"]
}
