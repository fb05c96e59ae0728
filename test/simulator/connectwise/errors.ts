/** Inner error of ConnectWise's error body (docs/reference/connectwise-rest.md#errors): `errors[]`. */
export interface FieldError {
  code: 'MissingRequiredField' | 'MaxLengthField' | 'NotFound' | 'ObjectExists' | 'InvalidField';
  message: string;
  resource: string;
  field: string;
}

export interface ErrorBody {
  code: string;
  message: string;
  errors: FieldError[] | null;
}

/** An answer with ConnectWise's error body. Thrown by the parts of a request's way, answered in one place. */
export class ConnectWiseError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409;
  readonly body: ErrorBody;

  constructor(
    status: 400 | 401 | 403 | 404 | 405 | 409,
    code: string,
    message: string,
    errors: FieldError[] | null = null,
  ) {
    super(message);
    this.status = status;
    this.body = { code, message, errors };
  }
}

/**
 * Bad members: `{"code":"InvalidObject","message":"configuration object is invalid","errors":[…]}`
 * (docs/reference/connectwise-rest.md#errors).
 */
export function invalidObject(resource: string, errors: FieldError[]): ConnectWiseError {
  return new ConnectWiseError(400, 'InvalidObject', `${resource} object is invalid`, errors);
}

/** A member that the type does not have (docs/reference/connectwise-rest.md#writing [FAKE], from live experience). */
export function unknownMember(member: string, type: string): ConnectWiseError {
  return new ConnectWiseError(400, 'InvalidObject', `Could not find member '${member}' on object of type '${type}'.`);
}

/** A value of the wrong JSON type. The text is INFERRED: the facts name none. */
export function unconvertible(value: unknown, type: string, path: string): ConnectWiseError {
  return new ConnectWiseError(
    400,
    'InvalidObject',
    `Error converting value ${JSON.stringify(value)} to type '${type}'. Path '${path}'.`,
  );
}

/** Bad query or body as a whole: conditions, orderBy, paging, no JSON. */
export function badRequest(message: string): ConnectWiseError {
  return new ConnectWiseError(400, 'InvalidObject', message);
}

export function notFound(resource: string, id?: number): ConnectWiseError {
  return new ConnectWiseError(
    404,
    'NotFound',
    id === undefined ? `${resource} not found` : `${resource} ${id} not found`,
  );
}

/** Of a 429: it has `error` where all others have `code` (docs/reference/connectwise-rest.md#errors). */
export function tooManyRequestsBody(seconds: number): { error: string; message: string } {
  return { error: 'ConnectWiseAPI', message: `Too many requests. Please try again in ${seconds} seconds.` };
}

/**
 * A newer model than the server has was asked for in `Accept`. That it is refused is a fact
 * (docs/reference/connectwise-rest.md#discovery facts"); status and words are INFERRED from ASP.NET's own.
 */
export function unsupportedVersion(url: URL, version: string): ConnectWiseError {
  const message = `The HTTP resource that matches the request URI '${url.href}' does not support the API version '${version}'.`;
  return new ConnectWiseError(400, 'ConnectWiseApi', message);
}

/**
 * A `pageSize` above the limit. The 400 is a fact (docs/reference/connectwise-rest.md#paging), the words are INFERRED.
 */
export function pageSizeTooLarge(size: number, most: number): ConnectWiseError {
  const message = `The field pageSize must be between 1 and ${most}, but is ${size}.`;
  return new ConnectWiseError(400, 'InvalidObject', 'pageSize is invalid', [
    { code: 'InvalidField', message, resource: 'request', field: 'pageSize' },
  ]);
}

/**
 * A record that others refer to is not deleted: 409 is a fact (docs/reference/connectwise-rest.md#errors), code and words are
 * INFERRED.
 */
export function recordInUse(type: string, user: string): ConnectWiseError {
  return new ConnectWiseError(409, 'InUse', `The ${type} is used by ${user} and cannot be deleted.`);
}

/** A missing right (docs/reference/connectwise-rest.md#errors). */
export function forbidden(): ConnectWiseError {
  return new ConnectWiseError(403, 'Security', 'You do not have security permission to perform this action.');
}

/**
 * `http:`, or a cloud host without its `api-` prefix. The body is a fact (docs/reference/connectwise-rest.md#hosts
 * [DG]), the status is INFERRED.
 */
export function sslRequired(): ConnectWiseError {
  return new ConnectWiseError(403, 'Security', 'SSL is required.');
}

/**
 * Wrong or revoked keys. 401 and the code are facts (docs/reference/connectwise-rest.md#errors), the sentence is
 * INFERRED.
 */
export function unauthorized(): ConnectWiseError {
  return new ConnectWiseError(401, 'Unauthorized', 'The API keys or the company id are not valid.');
}

/** No `clientId` header. INFERRED: the facts only say that every operation requires it, so ConnectWise's 401 shape. */
export function missingClientId(): ConnectWiseError {
  return new ConnectWiseError(401, 'Unauthorized', 'The clientId header is missing.');
}
