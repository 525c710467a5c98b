output "user_pool_id" {
  description = "Id of the owner's pool."
  value       = module.sign_in.user_pool_id
}

output "client_ids" {
  description = "Ids of the clients whose sign-ins go through the challenges."
  value       = module.sign_in.client_ids
}

output "lambda_config" {
  description = "What the owner of the pool sets as lambda_config."
  value       = module.sign_in.lambda_config
}
