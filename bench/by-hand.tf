# What the module makes with its defaults, written out: no inputs, no conditions, nothing optional.

variable "name" {
  type = string
}

locals {
  functions = toset(["define-auth-challenge", "create-auth-challenge", "verify-auth-challenge-response"])
  derivers  = toset(["create-auth-challenge", "verify-auth-challenge-response"])
  settings = jsonencode({
    flow = [
      { name = "password", challenges = ["password"], attempts = 3, lifetimeSeconds = 180 },
      { name = "captcha", challenges = ["captcha"], attempts = 3, lifetimeSeconds = 180 },
    ]
    keyId       = aws_kms_key.answers.arn
    ledgerTable = aws_dynamodb_table.ledger.name
    challenges  = { captcha = { length = 6 } }
  })
}

data "aws_iam_policy_document" "assume_role" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "answers" {
  statement {
    sid       = "ManageButNotUse"
    actions   = ["kms:Describe*", "kms:Get*", "kms:List*", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:TagResource"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
  statement {
    sid       = "DeriveAnswers"
    actions   = ["kms:GenerateMac"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = [for name in local.derivers : aws_iam_role.function[name].arn]
    }
  }
}

resource "aws_kms_key" "answers" {
  description              = "${var.name}: answers to authentication challenges"
  key_usage                = "GENERATE_VERIFY_MAC"
  customer_master_key_spec = "HMAC_256"
  deletion_window_in_days  = 30
  policy                   = data.aws_iam_policy_document.answers.json
}

resource "aws_kms_alias" "answers" {
  name          = "alias/${var.name}-answers"
  target_key_id = aws_kms_key.answers.key_id
}

resource "aws_dynamodb_table" "ledger" {
  name         = "${var.name}-ledger"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
  ttl {
    attribute_name = "expiresAt"
    enabled        = true
  }
  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${var.name}-${each.key}"
  retention_in_days = 30
}

resource "aws_iam_role" "function" {
  for_each = local.functions

  name               = "${var.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.assume_role.json
}

data "aws_iam_policy_document" "function" {
  for_each = local.functions

  statement {
    sid       = "WriteItsOwnLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.function[each.key].arn}:*"]
  }
  dynamic "statement" {
    for_each = contains(local.derivers, each.key) ? [true] : []
    content {
      sid       = "DeriveAnswers"
      actions   = ["kms:GenerateMac"]
      resources = [aws_kms_key.answers.arn]
    }
  }
  dynamic "statement" {
    for_each = contains(local.derivers, each.key) ? [true] : []
    content {
      sid       = "Count"
      actions   = ["dynamodb:UpdateItem"]
      resources = [aws_dynamodb_table.ledger.arn]
    }
  }
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions

  name   = "function"
  role   = aws_iam_role.function[each.key].name
  policy = data.aws_iam_policy_document.function[each.key].json
}

resource "aws_lambda_function" "function" {
  for_each = local.functions

  function_name    = "${var.name}-${each.key}"
  role             = aws_iam_role.function[each.key].arn
  filename         = "${path.module}/packages/${each.key}.zip"
  source_code_hash = filebase64sha256("${path.module}/packages/${each.key}.zip")
  handler          = "index.handler"
  runtime          = "nodejs22.x"
  architectures    = ["arm64"]
  memory_size      = 512
  timeout          = 5

  environment {
    variables = { CHALLENGE_SETTINGS = local.settings }
  }
  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.function[each.key].name
    application_log_level = "INFO"
    system_log_level      = "WARN"
  }
  tracing_config {
    mode = "PassThrough"
  }

  depends_on = [aws_iam_role_policy.function]
}

resource "aws_lambda_permission" "function" {
  for_each = local.functions

  statement_id   = "AllowCognito"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.function[each.key].function_name
  principal      = "cognito-idp.amazonaws.com"
  source_arn     = aws_cognito_user_pool.sign_in.arn
  source_account = "123456789012"
}

resource "aws_cognito_user_pool" "sign_in" {
  name                     = var.name
  deletion_protection      = "ACTIVE"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]

  username_configuration {
    case_sensitive = false
  }
  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }
  password_policy {
    minimum_length                   = 12
    require_lowercase                = true
    require_uppercase                = true
    require_numbers                  = true
    require_symbols                  = false
    temporary_password_validity_days = 3
  }
  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }
  lambda_config {
    define_auth_challenge          = aws_lambda_function.function["define-auth-challenge"].arn
    create_auth_challenge          = aws_lambda_function.function["create-auth-challenge"].arn
    verify_auth_challenge_response = aws_lambda_function.function["verify-auth-challenge-response"].arn
  }
}

resource "aws_cognito_user_pool_client" "app" {
  user_pool_id                  = aws_cognito_user_pool.sign_in.id
  name                          = "app"
  explicit_auth_flows           = ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = true
  auth_session_validity         = 5
  access_token_validity         = 60
  id_token_validity             = 60
  refresh_token_validity        = 30

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
}
