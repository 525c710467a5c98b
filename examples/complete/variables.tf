variable "region" {
  type        = string
  description = "Region of everything in this example."
  default     = "eu-central-1"
}

variable "name" {
  type        = string
  description = "Name of the user pool, and the beginning of every other name."
  default     = "example-complete"
}

variable "deletion_protection_enabled" {
  type        = bool
  description = "Whether the pool is safe from deletion. Apply once with false before terraform destroy."
  default     = true
}

variable "tier" {
  type        = string
  description = "Feature plan of the pool. PLUS turns threat protection on as well, and costs more for each user."
  default     = "ESSENTIALS"
}

variable "reserved_concurrency" {
  type        = number
  description = "Executions that each function may have at once; -1 for no limit. AWS keeps 100 of an account unreserved, so an account with a small quota can reserve none."
  default     = -1
}

variable "provisioned_concurrency_enabled" {
  type        = bool
  description = "Whether one execution of each function is kept warm. Costs by the hour."
  default     = false
}

variable "code_signing_config_arn" {
  type        = string
  description = "ARN of the organization's code-signing configuration, where there is one. Sign the zips and give them as function_packages then."
  default     = null
}
