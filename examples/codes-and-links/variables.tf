variable "region" {
  type        = string
  description = "Region of everything in this example."
  default     = "eu-central-1"
}

variable "name" {
  type        = string
  description = "Name of the user pool, and the beginning of every other name."
  default     = "example-codes-and-links"
}

variable "from" {
  type        = string
  description = "Sender of the mails: an address that SES has verified, or one of a verified domain."
  default     = "sign-in@acme.example"
}

variable "app_url" {
  type        = string
  description = "Page of the app that a magic link leads to."
  default     = "https://app.acme.example/sign-in"
}
