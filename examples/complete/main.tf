terraform {
  required_version = ">= 1.11.0, < 2.0.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

provider "aws" {
  region = var.region
}

module "sign_in" {
  source = "../../dist/terraform-aws-cognito-challenge"

  # What a sign-in asks for, in order.
  name = var.name
  flow = [
    { challenge = "password", attempts = 3, lifetime_seconds = 120 },

    # In a browser, a sign that a person sits there: the widget, or the picture for whoever cannot use it.
    { any_of = ["human_check", "captcha"], name = "person", attempts = 5, when = { clients = ["web"] } },

    # A phone has no widget; it does some work instead.
    { challenge = "proof_of_work", attempts = 2, when = { clients = ["phone"] } },

    # A second factor, as the user likes. The first is asked unless the client names another.
    { any_of = ["magic_link", "email_otp", "sms_otp"], name = "code_or_link", code_length = 8, lifetime_seconds = 300 },
  ]
  srp_tolerance_enabled = false # it is for flows without a password

  # The challenges of the flow. What is not in it may stay out.
  captcha       = { length = 6 }
  email_otp     = { alphabet = "letters" }
  sms_otp       = { alphabet = "digits" }
  proof_of_work = { difficulty = 18 }
  magic_link    = { urls = ["https://app.example.com/sign-in"] }
  human_check = {
    provider        = "turnstile"
    site_key        = var.turnstile_site_key
    secret_arn      = aws_secretsmanager_secret.turnstile.arn
    hostnames       = ["app.example.com"]
    action          = "sign-in"
    minimum_score   = 0.5 # of recaptcha_v3
    max_age_seconds = 300
    on_failure      = "closed"
  }

  # Who sends messages, from where, and where to.
  email = {
    from              = var.from
    reply_to          = ["help@example.com"]
    configuration_set = var.ses_configuration_set
    identity_arn      = var.ses_identity_arn
  }
  sms = {
    provider             = "end_user_messaging"
    country_prefixes     = ["+1", "+49"]
    excluded_prefixes    = ["+1876", "+1900"] # but not to Jamaica, nor to premium-rate numbers
    origination_identity = var.origination_identity
    configuration_set    = var.sms_configuration_set
    sender_id            = null # of sns
    web_otp_domain       = "app.example.com"

    destination_parameters = {} # what a country asks for besides: IN_ENTITY_ID and IN_TEMPLATE_ID for India
  }
  delivery = {
    app_name                = "Example"
    default_locale          = "en"
    resend_seconds          = 30
    messages_per_hour       = 5
    verified_only           = true
    sender_function_arn     = var.sender_function_arn
    failure_destination_arn = aws_sqs_queue.failures.arn
    texts                   = { de = aws_ssm_parameter.texts_de.arn }
  }
  ledger_enabled = true

  # A pool of the module's own; examples/existing-pool has the other case, with user_pool_arn.
  user_pool_enabled = true
  user_pool = {
    username_attributes         = ["email"]
    alias_attributes            = [] # with plain user names
    deletion_protection_enabled = var.deletion_protection_enabled
    self_sign_up_enabled        = false
    account_recovery            = ["verified_email"]
    tier                        = var.tier
    threat_protection           = var.tier == "PLUS" ? "AUDIT" : "OFF" # then ENFORCED, once you have seen what it would do
    risk                        = { low = "NO_ACTION", medium = "NO_ACTION", high = "BLOCK", compromised_credentials = "BLOCK" }
    mfa                         = "OFF"
    device_tracking             = null
    schema                      = { team = { max_length = 40 } } # custom:team
    email_configuration         = {}                             # as the input email says
    sms_configuration           = null
    password_policy = {
      minimum_length     = 14
      lowercase_required = true
      uppercase_required = true
      numbers_required   = true
      symbols_required   = true
      temporary_days     = 1
      history_size       = 5
    }
  }

  # Functions of your own at the pool's other triggers, and the one that refuses tokens which came around the flow.
  triggers    = {}
  token_guard = { sources = ["TokenGeneration_Authentication", "TokenGeneration_RefreshTokens"] }

  # Clients for browsers and phones, which keep no secret, and one for a server, which does.
  clients = {
    web = {
      session_validity_minutes      = 5
      access_token_validity_minutes = 15
      id_token_validity_minutes     = 15
      refresh_token_validity_days   = 7

      refresh_token_rotation_grace_seconds = 30
      read_attributes                      = ["email", "email_verified", "name", "phone_number", "phone_number_verified"]
      write_attributes                     = ["email", "name"]
    }
    phone = { refresh_token_validity_days = 90 }
    server = {
      secret_enabled         = true
      propagate_user_context = true
      bypass_auth_flows      = [] # each entry would be a way around the challenges
    }
  }

  # Drawing is the only work that takes time: more memory is more CPU. The code stays the shipped one.
  function_packages = {
    create_auth_challenge = { memory_size = 1024 }
  }
  runtime                         = "nodejs22.x"
  architecture                    = "arm64"
  memory_size                     = 512
  reserved_concurrency            = var.reserved_concurrency
  provisioned_concurrency_enabled = var.provisioned_concurrency_enabled
  provisioned_concurrency         = 1
  tracing_enabled                 = true
  code_signing_config_arn         = var.code_signing_config_arn
  vpc = {
    subnet_ids         = aws_subnet.functions[*].id
    security_group_ids = [aws_security_group.functions.id]
  }

  log_level                = "INFO"
  log_retention_days       = 90
  log_groups_kept_enabled  = false # so that terraform destroy leaves nothing; true keeps what auditors may ask for
  kms_key_arn              = aws_kms_key.own.arn
  permissions_boundary_arn = aws_iam_policy.boundary.arn
  tags                     = { application = "example", owner = "platform" }

  # Who is told if something goes wrong, and from when on.
  alarms = {
    topic_arn                   = aws_sns_topic.on_call.arn
    ok_notified_enabled         = true
    excluded                    = []
    function_errors             = 1
    duration_ms                 = 4000
    minimum_sign_ins            = 20
    sign_in_failure_percent     = 50
    message_failure_percent     = 20
    text_messages_per_hour      = 200 # each costs money
    messages_held_back_per_hour = 50
    guessed_users_per_hour      = 5
    runbook_url                 = "docs/runbook.md" # or your own
    dashboard_enabled           = true
    queries_enabled             = var.queries_enabled
  }
}
