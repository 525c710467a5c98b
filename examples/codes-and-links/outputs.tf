output "user_pool_id" {
  description = "What a client needs to sign users in, with client_id."
  value       = module.sign_in.user_pool_id
}

output "client_id" {
  description = "Id of the app client."
  value       = module.sign_in.client_ids["app"]
}

output "issuer" {
  description = "What a back end checks tokens against."
  value       = module.sign_in.issuer
}
