#!/usr/bin/env bash
# Once, and again for each new version: pins what the pipeline runs. Commit what it writes.
#   ./take.sh https://…/releases/download/v1.2.3    the folder of a release's files; without it, main.tf keeps its source
set -euo pipefail
cd "$(dirname "$0")"

npm install --ignore-scripts --no-fund --no-audit
if [ -n "${1:-}" ]; then npm run --silent pin -- "$1"; fi

# With the hashes of every platform that plans, as the registry has signed them: an init alone writes those of this one.
terraform init -input=false -upgrade
terraform providers lock -platform=linux_amd64 -platform=linux_arm64 -platform=darwin_amd64 -platform=darwin_arm64 -platform=windows_amd64
echo "Read the diff, and commit main.tf, .terraform.lock.hcl and package-lock.json."
