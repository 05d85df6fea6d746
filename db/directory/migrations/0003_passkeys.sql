-- Public keys that sign in to an account. `id` is the credential id, `public_key` its COSE key, both base64url.
create table passkeys (
  id text primary key,
  account_id text not null references accounts (id),
  public_key text not null,
  counter integer not null,
  transports text not null check (json_valid(transports)),
  name text not null,
  created_at integer not null,
  used_at integer
) strict;
create index passkeys_by_account on passkeys (account_id);

-- What a passkey is asked to sign, once. `account_id` is who adds one; null for signing in.
create table challenges (
  challenge text primary key,
  account_id text references accounts (id),
  expires_at integer not null
) strict, without rowid;
create index challenges_by_expiry on challenges (expires_at);

-- What a code was sent for: it opens nothing else.
alter table codes add column purpose text not null default 'sign-in' check (purpose in ('sign-in', 'proof', 'contact'));
-- When whoever holds a session last proved who he is, after its opening.
alter table sessions add column proved_at integer;
