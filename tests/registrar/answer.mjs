// What a command answers: a code, a text and properties (name -> one value or a list of values).

export const TEXTS = {
  200: 'Command completed successfully',
  210: 'Domain name available',
  211: 'Domain name not available',
  420: 'Command failed due to server error. Server closing connection',
  421: 'Command failed due to server error. Client should try again',
  423: 'Command failed due to server error. Client should try again (Could not get session)',
  425: 'Service temporarily locked; usage exceeded',
  500: 'Invalid command name',
  501: 'Invalid command option',
  502: 'Invalid entity value',
  503: 'Invalid attribute name',
  504: 'Missing required attribute',
  505: 'Invalid attribute value syntax',
  506: 'Invalid option value',
  507: 'Invalid command format',
  510: 'Command not supported for this class',
  520: 'Server closing connection. Client should try opening new connection',
  521: 'Too many sessions open. Server closing connection',
  530: 'Authentication failed',
  531: 'Authorization failed',
  540: 'Attribute value is not unique',
  541: 'Invalid attribute value',
  545: 'Object not found',
  546: 'Credit limit exceeded',
  549: 'Command failed',
  552: 'Object status does not allow for operation',
};

export function success(properties = {}, code = 200) {
  return { code, description: TEXTS[code], properties };
}

/**
 * Thrown by whatever finds that a command can't be carried out: the code to answer with, what to add to its text, and a
 * description that takes the place of both.
 */
export class Refusal extends Error {
  constructor(code, detail = '', description = null) {
    super(detail);
    this.code = code;
    this.description = description;
  }
}

/** The answer that a refusal makes with a dialect's texts. The registrar appends details after a semicolon. */
export function refused({ code, message, description }, texts) {
  const text = texts[code] ?? texts[549];
  return { code, description: description ?? (message ? `${text}; ${message}` : text), properties: {} };
}
