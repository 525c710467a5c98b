variable "region" {
  type        = string
  description = "Region of everything in this example."
  default     = "eu-central-1"
}

variable "name" {
  type        = string
  description = "Beginning of every name."
  default     = "example"
}

variable "app_name" {
  type        = string
  description = "What the messages call the app."
  default     = "Example"
}

variable "from" {
  type        = string
  description = "Address that e-mail comes from: one that SES has verified, or one of a domain that it has."
  default     = "sign-in@example.com"
}

variable "reply_to" {
  type        = list(string)
  description = "Addresses that answers to the e-mail go to."
  default     = []
}

variable "ses_configuration_set" {
  type        = string
  description = "Name of the SES configuration set; needed where the identity has one by default."
  default     = null
}

variable "country_prefixes" {
  type        = set(string)
  description = "Where text messages may go. Each country that you leave out is one that nobody can run up a bill with."
  default     = ["+1", "+49"]
}

variable "origination_identity" {
  type        = string
  description = "ARN of the number, pool or sender that text messages come from; AWS picks one of the account's where null."
  default     = null
}

variable "sign_in_pages" {
  type        = list(string)
  description = "Pages of the app that take the link's token. The first is taken unless the client names another."
  default     = ["https://app.example.com/sign-in", "http://localhost:3000/sign-in"]
}
