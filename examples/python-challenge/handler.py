"""A challenge in Python for the `external` step of a flow: a small sum, written in words.

It takes the events that Cognito sends to its create and verify triggers, and gives them back with the response filled
in. It tells people from the simplest of programs, no more, so its step says `proof = false`.
"""

import hmac
import json
import secrets
import sys

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def handler(event, context):
    if event["triggerSource"] == "CreateAuthChallenge_Authentication":
        event["response"] = create()
    elif event["triggerSource"] == "VerifyAuthChallengeResponse_Authentication":
        event["response"] = verify(event["request"])
    return event


def create():
    """Asks the same of everybody: nothing here may differ for a user who does not exist."""
    first, second = secrets.randbelow(10), secrets.randbelow(10)
    return {
        # The client gets it as `<name of the step>.question`.
        "publicChallengeParameters": {"question": f"How much is {WORDS[first]} and {WORDS[second]}?"},
        # Only verify gets this. All values are strings.
        "privateChallengeParameters": {"answer": str(first + second)},
        "challengeMetadata": "SUM_CHALLENGE",
    }


def verify(request):
    expected = request["privateChallengeParameters"].get("answer", "")
    given = request["challengeAnswer"].strip()
    # An empty expectation is never met, and the time that it takes tells nothing.
    is_right = expected != "" and hmac.compare_digest(to_bytes(given), to_bytes(expected))
    return {"answerCorrect": is_right}


def to_bytes(text):
    """Any text that JSON can hold, halves of surrogate pairs too."""
    return text.encode("utf-8", "surrogatepass")


def main():
    """Serves the conformance kit: an event a line comes in, an answer a line goes out."""
    for line in sys.stdin:
        try:
            answer = handler(json.loads(line), None)
        except Exception as error:
            answer = {"errorMessage": str(error), "errorType": type(error).__name__}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
