variable "region" {
  type        = string
  description = "Region of everything in this example."
  default     = "eu-central-1"
}

variable "name" {
  type        = string
  description = "Name of the user pool, and the beginning of every other name."
  default     = "example-pipeline"
}
