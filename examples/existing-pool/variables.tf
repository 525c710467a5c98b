variable "region" {
  type        = string
  description = "Region of everything in this example."
  default     = "eu-central-1"
}

variable "name" {
  type        = string
  description = "Beginning of every name."
  default     = "example-existing"
}
