# Two subnets with no way to the internet. What the functions call is behind endpoints; Cognito and Lambda do not come
# through the VPC.

data "aws_availability_zones" "available" {
  state = "available"
}

resource "aws_vpc" "functions" {
  cidr_block           = "10.20.0.0/24"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

# The one that comes with the VPC: without rules it lets nothing through.
resource "aws_default_security_group" "unused" {
  vpc_id = aws_vpc.functions.id
}

resource "aws_subnet" "functions" {
  count = 2

  vpc_id            = aws_vpc.functions.id
  availability_zone = data.aws_availability_zones.available.names[count.index]
  cidr_block        = ["10.20.0.0/26", "10.20.0.64/26"][count.index]
}

resource "aws_route_table" "functions" {
  vpc_id = aws_vpc.functions.id
}

resource "aws_route_table_association" "functions" {
  count = 2

  subnet_id      = aws_subnet.functions[count.index].id
  route_table_id = aws_route_table.functions.id
}

resource "aws_security_group" "functions" {
  name        = "${var.name}-functions"
  description = "Functions of the sign-in: to the endpoints, nothing in"
  vpc_id      = aws_vpc.functions.id
}

resource "aws_security_group" "endpoints" {
  name        = "${var.name}-endpoints"
  description = "Endpoints of the services that the functions call"
  vpc_id      = aws_vpc.functions.id
}

resource "aws_vpc_security_group_egress_rule" "to_endpoints" {
  security_group_id            = aws_security_group.functions.id
  description                  = "HTTPS to the endpoints"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "to_dynamodb" {
  security_group_id = aws_security_group.functions.id
  description       = "HTTPS to the ledger"
  prefix_list_id    = data.aws_ec2_managed_prefix_list.dynamodb.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "from_functions" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "HTTPS from the functions"
  referenced_security_group_id = aws_security_group.functions.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

# What this flow calls: docs/operations.md has the list for others. Lambda sends logs and traces by itself.
resource "aws_vpc_endpoint" "interface" {
  for_each = toset(["email", "kms", "lambda"])

  vpc_id              = aws_vpc.functions.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  subnet_ids          = aws_subnet.functions[*].id
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id            = aws_vpc.functions.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${var.region}.dynamodb"
  route_table_ids   = [aws_route_table.functions.id]
}

data "aws_ec2_managed_prefix_list" "dynamodb" {
  name = "com.amazonaws.${var.region}.dynamodb"
}

# Who talked to whom, kept as long as the functions' own logs.
resource "aws_flow_log" "functions" {
  vpc_id          = aws_vpc.functions.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.flow.arn
  iam_role_arn    = aws_iam_role.flow.arn
}

resource "aws_cloudwatch_log_group" "flow" {
  name              = "/aws/vpc/${var.name}"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.own.arn
}

resource "aws_iam_role" "flow" {
  name               = "${var.name}-flow-log"
  assume_role_policy = data.aws_iam_policy_document.flow_trust.json
}

data "aws_iam_policy_document" "flow_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role_policy" "flow" {
  name   = "write"
  role   = aws_iam_role.flow.name
  policy = data.aws_iam_policy_document.flow.json
}

data "aws_iam_policy_document" "flow" {
  statement {
    sid       = "WriteFlowLog"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = [aws_cloudwatch_log_group.flow.arn, "${aws_cloudwatch_log_group.flow.arn}:*"]
  }
}
