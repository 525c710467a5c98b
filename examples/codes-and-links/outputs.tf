output "codes" {
  description = "Pool and client of the sign-in by code."
  value = {
    user_pool_id = module.codes.user_pool_id
    client_id    = module.codes.client_ids["app"]
  }
}

output "links" {
  description = "Pool and client of the sign-in by link."
  value = {
    user_pool_id = module.links.user_pool_id
    client_id    = module.links.client_ids["app"]
  }
}
