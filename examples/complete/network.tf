# Two private subnets. The functions call AWS and the CAPTCHA service, which is on the internet: through a NAT gateway.
# Nothing can call them there; Cognito and Lambda do not come through the VPC.

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
  description = "Functions of the sign-in: HTTPS out, nothing in"
  vpc_id      = aws_vpc.functions.id
}

resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.functions.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_subnet" "nat" {
  vpc_id            = aws_vpc.functions.id
  availability_zone = data.aws_availability_zones.available.names[0]
  cidr_block        = cidrsubnet(aws_vpc.functions.cidr_block, 8, 255)
}

resource "aws_internet_gateway" "functions" {
  vpc_id = aws_vpc.functions.id
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_nat_gateway" "functions" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.nat.id
  depends_on    = [aws_internet_gateway.functions]
}

resource "aws_route_table" "nat" {
  vpc_id = aws_vpc.functions.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.functions.id
  }
}

resource "aws_route_table_association" "nat" {
  subnet_id      = aws_subnet.nat.id
  route_table_id = aws_route_table.nat.id
}

resource "aws_route_table" "functions" {
  vpc_id = aws_vpc.functions.id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.functions.id
  }
}

resource "aws_route_table_association" "functions" {
  count = 2

  subnet_id      = aws_subnet.functions[count.index].id
  route_table_id = aws_route_table.functions.id
}

# The ledger is called in every round; this way costs nothing, and does not go through the NAT gateway.
resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id            = aws_vpc.functions.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${var.region}.dynamodb"
  route_table_ids   = [aws_route_table.functions.id]
}
