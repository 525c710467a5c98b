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

variable "turnstile_site_key" {
  type        = string
  description = "Site key of Turnstile. The default is Cloudflare's for tests, which always passes."
  default     = "1x00000000000000000000AA"
}

variable "from" {
  type        = string
  description = "Address that e-mail comes from: one that SES has verified, or one of a domain that it has."
  default     = "sign-in@example.com"
}

variable "ses_configuration_set" {
  type        = string
  description = "Name of the SES configuration set; needed where the identity has one by default."
  default     = null
}

variable "ses_identity_arn" {
  type        = string
  description = "ARN of the SES identity, where another account owns it."
  default     = null
}

variable "origination_identity" {
  type        = string
  description = "ARN of the number, pool or sender that text messages come from; AWS picks one of the account's where null."
  default     = null
}

variable "sms_configuration_set" {
  type        = string
  description = "Name of the End User Messaging configuration set."
  default     = null
}

variable "sender_function_arn" {
  type        = string
  description = "ARN of a function of your own that sends the messages instead of SES and End User Messaging."
  default     = null
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

variable "queries_enabled" {
  type        = bool
  description = "Whether queries are saved in Logs Insights. moto has none."
  default     = true
}
