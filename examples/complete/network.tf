# Two private subnets without a way to the internet: all that the functions call is KMS, through an endpoint.

data "aws_availability_zones" "available" {
  state = "available"
}

resource "aws_vpc" "functions" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "functions" {
  count = 2

  vpc_id            = aws_vpc.functions.id
  availability_zone = data.aws_availability_zones.available.names[count.index]
  cidr_block        = cidrsubnet(aws_vpc.functions.cidr_block, 8, count.index)
}

resource "aws_security_group" "functions" {
  name        = "${var.name}-functions"
  description = "Trigger functions: HTTPS to the KMS endpoint, nothing in"
  vpc_id      = aws_vpc.functions.id
}

resource "aws_security_group" "kms" {
  name        = "${var.name}-kms"
  description = "KMS endpoint: HTTPS from the trigger functions"
  vpc_id      = aws_vpc.functions.id
}

resource "aws_vpc_security_group_egress_rule" "functions_to_kms" {
  security_group_id            = aws_security_group.functions.id
  referenced_security_group_id = aws_security_group.kms.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "kms_from_functions" {
  security_group_id            = aws_security_group.kms.id
  referenced_security_group_id = aws_security_group.functions.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_endpoint" "kms" {
  vpc_id              = aws_vpc.functions.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${var.region}.kms"
  subnet_ids          = aws_subnet.functions[*].id
  security_group_ids  = [aws_security_group.kms.id]
  private_dns_enabled = true
}
