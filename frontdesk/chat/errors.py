"""What the chat API says when it cannot do what was asked: one shape, kind words, no echo of the input."""

from __future__ import annotations

from django.http import JsonResponse


class ApiError(Exception):
    """`status` is the HTTP status, `code` a stable word for programs, `message` a sentence for people."""

    def __init__(self, status: int, code: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after  # seconds

    def response(self) -> JsonResponse:
        body: dict[str, object] = {"code": self.code, "message": self.message}
        if self.retry_after is not None:
            body["retry_after"] = self.retry_after
        response = JsonResponse({"error": body}, status=self.status)
        if self.retry_after is not None:
            response["Retry-After"] = str(self.retry_after)
        return response


def bad_json() -> ApiError:
    return ApiError(400, "bad_json", "The request is not valid JSON. Please send a JSON object.")


def unauthorized() -> ApiError:
    return ApiError(
        401, "unauthorized", "This chat has ended or was opened elsewhere. Please start a new chat."
    )


def not_found() -> ApiError:
    return ApiError(404, "not_found", "There is nothing here.")


def method_not_allowed() -> ApiError:
    return ApiError(405, "method_not_allowed", "This address does not take that kind of request.")


def client_id_reused() -> ApiError:
    return ApiError(409, "client_id_reused", "This message id was already used for another message.")


def in_progress() -> ApiError:
    return ApiError(409, "in_progress", "This message is still being answered. Please try again.", 2)


def too_large() -> ApiError:
    return ApiError(413, "too_large", "The request is too large.")


def invalid(message: str) -> ApiError:
    return ApiError(422, "invalid", message)


def too_many(message: str, retry_after: int) -> ApiError:
    return ApiError(429, "too_many", message, retry_after)


def unavailable() -> ApiError:
    return ApiError(503, "unavailable", "We could not save that just now. Please try again in a moment.", 3)
