variable "region" {
  type        = string
  description = "Region of everything in this example."
  default     = "eu-central-1"
}

variable "name" {
  type        = string
  description = "Name of the user pool, and the beginning of every other name."
  default     = "example-hardened"
}

variable "from" {
  type        = string
  description = "Address that e-mail comes from: one that SES has verified, or one of a domain that it has."
  default     = "sign-in@example.com"
}

variable "deletion_protection_enabled" {
  type        = bool
  description = "Whether the pool is safe from deletion. Apply once with false before terraform destroy."
  default     = true
}

variable "log_groups_kept_enabled" {
  type        = bool
  description = "Whether the logs stay when Terraform destroys what writes them."
  default     = true
}

variable "reserved_concurrency" {
  type        = number
  description = "Executions that each function may have at once. AWS keeps 100 of an account unreserved, so an account with a small quota can reserve none: -1 then, for no limit."
  default     = 50
}

variable "rate_limits" {
  type = object({
    sign_in                   = optional(number)
    messages                  = optional(number)
    evaluation_window_seconds = optional(number)
    action                    = optional(string)
  })
  description = "What an IP address may ask of the pool; {} leaves it at the module's defaults. With action = \"count\" nothing is blocked, to see first who would be."
  default     = {}
}

variable "queries_enabled" {
  type        = bool
  description = "Whether queries are saved in Logs Insights. moto has none."
  default     = true
}

variable "code_signing_config_arn" {
  type        = string
  description = "ARN of the organization's code-signing configuration; null deploys unsigned packages."
  default     = null
}

variable "signed_packages" {
  type        = string
  description = "Folder with the module's zips after signing, under the same names; goes with code_signing_config_arn."
  default     = null

  validation {
    condition     = (var.signed_packages == null) == (var.code_signing_config_arn == null)
    error_message = "code_signing_config_arn and signed_packages go together: Lambda refuses a package without a signature of that configuration."
  }
}
