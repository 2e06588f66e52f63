/** What the sign-up form can tell before it asks the server, which has the last word. */

export interface SignUpValues {
  username: string;
  email: string;
  password: string;
}

export interface SignUpLimits {
  usernameLength: number;
  passwordMinLength: number;
}

/** What is wrong with each field; a field that is fine is not named. */
export function checkSignUp(
  { username, email, password }: SignUpValues,
  limits: SignUpLimits,
): Partial<Record<keyof SignUpValues, string>> {
  const errors: Partial<Record<keyof SignUpValues, string>> = {};
  const name = username.trim();
  if (name === '') errors.username = 'Choose a user name.';
  else if (!/^[a-z0-9._-]+$/i.test(name)) {
    errors.username = 'Use letters from a to z, digits, dots, hyphens and underscores.';
  } else if (name.length < 2) errors.username = 'Use at least 2 characters.';
  else if (name.length > limits.usernameLength) {
    errors.username = `Use at most ${limits.usernameLength} characters.`;
  }
  if (email.trim() === '') errors.email = 'Enter your e-mail address.';
  else if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) {
    errors.email = 'This does not look like an e-mail address, such as mira@example.org.';
  }
  const length = [...password].length;
  if (password === '') errors.password = 'Choose a password.';
  else if (length < limits.passwordMinLength) {
    errors.password = `Use at least ${limits.passwordMinLength} characters; ${limits.passwordMinLength - length} more to go.`;
  } else if (name !== '' && password.toLowerCase() === name.toLowerCase()) {
    errors.password = 'Choose a password that is not your user name.';
  }
  return errors;
}
