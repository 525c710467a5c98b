"""The Python runtime: loads the handler, then serves one invocation after the other.

It runs with the bare `python3` of the function's own process. The wire is the Lambda Runtime API:
https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import decimal
import http.client
import importlib
import json
import logging
import os
import sys
import time
import traceback

TASK_ROOT = os.environ["LAMBDA_TASK_ROOT"]
LOG_AS_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"

# Instead of this file's folder, which is no part of the function's world.
sys.path[0] = TASK_ROOT


class RuntimeFailure(Exception):
    """A failure with a `Runtime.…` name, as Lambda calls those of its runtimes."""

    def __init__(self, name, message):
        super().__init__(message)
        self.error_type = f"Runtime.{name}"


def describe(error):
    """`{errorType, errorMessage, stackTrace}` of an exception, without the frames of this file."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
    return {
        "errorMessage": str(error),
        "errorType": getattr(error, "error_type", type(error).__name__),
        "stackTrace": traceback.format_list(frames),
    }


class RuntimeApi:
    """The runtime's side of the Runtime API, over one kept connection."""

    def __init__(self, address):
        self.connection = http.client.HTTPConnection(address)

    def call(self, method, path, body=None):
        self.connection.request(method, f"/2018-06-01/runtime/{path}", body)
        response = self.connection.getresponse()
        return response, response.read()

    def next(self):
        response, body = self.call("GET", "invocation/next")
        return response.headers, body

    def post(self, path, body):
        response, text = self.call("POST", path, body.encode())
        if response.status != 202:
            # As on AWS, the invocation has then failed there, and the runtime goes on.
            print(f"The Runtime API answered {response.status} to {path}: {text.decode()}", file=sys.stderr)


class Context:
    """The handler's second argument: https://docs.aws.amazon.com/lambda/latest/dg/python-context.html"""

    client_context = None
    identity = None

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self._deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_ms - int(time.time() * 1000))


class LogHandler(logging.Handler):
    """`logging` as Lambda writes it: https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html"""

    request_id = ""

    def emit(self, record):
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        moment = f"{moment}.{int(record.msecs):03d}Z"
        if LOG_AS_JSON:
            line = {"timestamp": moment, "level": record.levelname, "message": record.getMessage()}
            line |= {"logger": record.name, "requestId": self.request_id}
            if record.exc_info and record.exc_info[1]:
                line |= describe(record.exc_info[1])
            write_record(json.dumps(line, ensure_ascii=False))
        else:
            write_record(f"[{record.levelname}]\t{moment}\t{self.request_id}\t{self.format(record)}")


def write_record(text):
    """A record is one line on the pipe to Lambda: inner line breaks travel as carriage returns."""
    print(text.replace("\n", "\r"))


def log_failure(description):
    if LOG_AS_JSON:
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        write_record(json.dumps({"timestamp": moment, "level": "ERROR", **description}))
    else:
        trace = "".join(description["stackTrace"])
        write_record(f"[ERROR] {description['errorType']}: {description['errorMessage']}\n{trace}".rstrip())


def load_handler(name):
    """From the handler's name (`package.module.function`, `folder/module.function`) to the function."""
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        raise RuntimeFailure("MalformedHandlerName", f"Bad handler '{name}': it must be module.function")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise RuntimeFailure("ImportModuleError", f"Unable to import module '{module_name}': {error}") from error
    except SyntaxError as error:
        raise RuntimeFailure("UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}") from error
    if not hasattr(module, function_name):
        message = f"Handler '{function_name}' missing on module '{module_name}'"
        raise RuntimeFailure("HandlerNotFound", message)
    return getattr(module, function_name)


def plain_number(value):
    """DynamoDB's Python SDK returns numbers as Decimal, and Lambda lets a handler return them."""
    if isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def answer(handler, body, context):
    """The JSON text of what the handler returns."""
    try:
        event = json.loads(body)
    except ValueError as error:
        raise RuntimeFailure("UnmarshalError", f"Unable to unmarshal input: {error}") from error
    result = handler(event, context)
    try:
        return json.dumps(result, ensure_ascii=False, default=plain_number)
    except (TypeError, ValueError) as error:
        raise RuntimeFailure("MarshalError", f"Unable to marshal response: {error}") from error


def main():
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    log_handler = LogHandler()
    logging.getLogger().addHandler(log_handler)
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
    if level:
        logging.getLogger().setLevel("DEBUG" if level == "TRACE" else level)
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        log_failure(describe(error))
        api.post("init/error", json.dumps(describe(error)))
        sys.exit(1)
    while True:
        headers, body = api.next()
        context = Context(headers)
        log_handler.request_id = context.aws_request_id
        os.environ["_X_AMZN_TRACE_ID"] = headers["Lambda-Runtime-Trace-Id"]
        path = f"invocation/{context.aws_request_id}"
        try:
            result = answer(handler, body, context)
        except Exception as error:
            description = {**describe(error), "requestId": context.aws_request_id}
            log_failure(description)
            api.post(f"{path}/error", json.dumps(description))
        else:
            api.post(f"{path}/response", result)


main()
