flow  = [{ challenge = "email_otp" }]
email = { from = "sign-in@acme.example" }
