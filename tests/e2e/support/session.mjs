// A browser without a screen: cookies, forms and tokens over plain HTTP, for tests of what the server answers.

export class Session {
  constructor(base) {
    this.base = base;
    this.cookies = new Map();
  }

  async request(path, { method = 'GET', form, headers = {} } = {}) {
    const response = await fetch(new URL(path, `${this.base}/`), {
      method,
      redirect: 'manual',
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...headers,
      },
      body: form ? new URLSearchParams(form).toString() : undefined,
    });
    // Node 18 as Debian ships it has no getSetCookie(): its headers join the cookies with commas.
    const cookies = response.headers.getSetCookie?.() ?? (response.headers.get('set-cookie') ?? '').split(/,(?=\s*[^;,\s]+=)/).filter(Boolean);
    for (const cookie of cookies) {
      const pair = cookie.trim().split(';')[0];
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const text = await response.text();
    const token = /name="token" value="([^"]+)"/.exec(text)?.[1];
    if (token) this.token = token;
    return { status: response.status, location: response.headers.get('location'), text, headers: response.headers };
  }

  get(path) {
    return this.request(path);
  }

  post(path, form, headers) {
    return this.request(path, { method: 'POST', form, headers });
  }

  async loginClient({ email, password }) {
    await this.get('index.php?rp=/login');
    await this.post('dologin.php', { token: this.token, username: email, password });
    return this;
  }

  async loginAdmin({ username, password }) {
    await this.get('admin/login.php');
    await this.post('admin/login.php', { token: this.token, username, password });
    return this;
  }
}
