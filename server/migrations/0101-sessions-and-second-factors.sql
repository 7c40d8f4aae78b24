-- Sessions that can be listed, second factors, sign-in in two steps, identities of an OIDC provider.
-- Whoever was signed in signs in again: their sessions know neither how nor for whose administrators they began.
delete from session;
alter table session
  add column id               uuid        not null default gen_random_uuid() constraint session_id_unique unique,
  add column region           region_code not null default '000000000000',
  add column method           text        not null default 'password' constraint session_method check (method in ('password', 'identity')),
  add column second_factor_at timestamptz;
comment on column session.id is '会话编号，可以示人 Names the session without its token';
comment on column session.region is '账号所属区划：谁可以查看和结束 The account''s division, whose administrators see and end it';
comment on column session.method is '登录方式：密码或统一身份认证 By password or by an identity provider';
comment on column session.second_factor_at is '何时通过二次验证；空为未通过 When the second factor was given; null if it was not';
grant select (id, account_id, region, started_at, seen_at, ends_at, device, method, second_factor_at) on session to official, organisation, anonymous;
drop policy session_official on session;
create policy session_official on session to official using (in_scope(region) or account_id = current_account());

alter table role
  add column second_factor text not null default 'by-permission'
    constraint role_second_factor check (second_factor in ('by-permission', 'always', 'never')),
  add column version int not null default 1,
  add constraint role_office_second_factor check (second_factor <> 'never' or id not in ('system-administrator', 'security-administrator', 'auditor'));
comment on column role.second_factor is '是否须二次验证：按权限、总是、从不 Whether it asks for a second factor: by its permissions, always, never';

create table second_factor (
  county        county_code not null,
  account_id    uuid        not null constraint second_factor_pk primary key constraint second_factor_account_fk references account (id),
  region        region_code not null,
  secret_sealed bytea       not null,
  made_at       timestamptz not null,
  confirmed_at  timestamptz,
  last_step     bigint      not null default 0,
  failed        int         not null default 0,
  locked_until  timestamptz,
  constraint second_factor_county check (county = left(region, 6))
);
comment on table second_factor is '动态口令（TOTP, RFC 6238） The second factor of an account';
comment on column second_factor.secret_sealed is '密钥（加密） The shared secret, sealed with the data key of the account''s county';
comment on column second_factor.last_step is '用过的最后一个时间步，同一口令不能再用 The last time step used: a code works once';

create table recovery_code (
  account_id uuid        not null constraint recovery_code_account_fk references account (id),
  region     region_code not null,
  code_hash  bytea       not null,
  made_at    timestamptz not null,
  used_at    timestamptz,
  constraint recovery_code_pk primary key (account_id, code_hash)
);
comment on table recovery_code is '恢复码，只存散列，各用一次 Recovery codes: hashes only, each works once';

create table pending_sign_in (
  token_hash bytea       not null constraint pending_sign_in_pk primary key,
  account_id uuid        not null constraint pending_sign_in_account_fk references account (id),
  method     text        not null constraint pending_sign_in_method check (method in ('password', 'identity')),
  device     text        not null default '',
  ends_at    timestamptz not null
);
comment on table pending_sign_in is '已过第一步、等动态口令的登录 Sign-ins past their first step, waiting for the code';

create table account_identity (
  id         uuid        not null constraint account_identity_pk primary key,
  account_id uuid        not null constraint account_identity_account_fk references account (id),
  region     region_code not null,
  issuer     text        not null,
  subject    text        not null,
  linked_by  uuid        not null,
  linked_at  timestamptz not null,
  constraint account_identity_unique unique (issuer, subject)
);
comment on table account_identity is '统一身份认证与账号的对应 Which identity of which provider signs in to which account';

create table identity_attempt (
  state_hash   bytea       not null constraint identity_attempt_pk primary key,
  browser_hash bytea,
  account_id   uuid,
  nonce        text        not null,
  verifier     text        not null,
  way_back     text        not null,
  ends_at      timestamptz not null
);
comment on table identity_attempt is '去统一身份认证未归的登录 Sign-ins that have gone to the identity provider and not come back';
comment on column identity_attempt.account_id is '由已登录者关联自己的身份时的账号 The account, where somebody signed in links an identity to it';

alter table second_factor enable row level security;
alter table recovery_code enable row level security;
alter table pending_sign_in enable row level security;
alter table account_identity enable row level security;
alter table identity_attempt enable row level security;

grant select, insert, update, delete on second_factor, recovery_code, pending_sign_in, identity_attempt to gatekeeper;
grant select, insert on account_identity to gatekeeper;
create policy second_factor_gate on second_factor to gatekeeper using (true) with check (true);
create policy recovery_code_gate on recovery_code to gatekeeper using (true) with check (true);
create policy pending_sign_in_gate on pending_sign_in to gatekeeper using (true) with check (true);
create policy account_identity_gate on account_identity to gatekeeper using (true) with check (true);
create policy identity_attempt_gate on identity_attempt to gatekeeper using (true) with check (true);

-- Secrets are read by the gatekeeper alone; everybody else sees that there is one, and administrators can take it away.
grant select (account_id, region, made_at, confirmed_at), delete on second_factor to official;
grant select (account_id, region, made_at, confirmed_at) on second_factor to organisation, anonymous;
grant select (account_id, region, used_at), delete on recovery_code to official;
grant select (account_id, region, used_at) on recovery_code to organisation, anonymous;
grant select, insert, delete on account_identity to official;
grant select, delete on account_identity to organisation, anonymous;
grant insert on identity_attempt to official, organisation, anonymous;
create policy second_factor_official on second_factor to official using (in_scope(region) or account_id = current_account());
create policy second_factor_own on second_factor for select to organisation, anonymous using (account_id = current_account());
create policy recovery_code_official on recovery_code to official using (in_scope(region) or account_id = current_account());
create policy recovery_code_own on recovery_code for select to organisation, anonymous using (account_id = current_account());
create policy account_identity_official on account_identity to official using (in_scope(region) or account_id = current_account()) with check (in_scope(region));
create policy account_identity_own on account_identity to organisation, anonymous using (account_id = current_account()) with check (false);
create policy identity_attempt_own on identity_attempt for insert to official, organisation, anonymous with check (account_id = current_account());

-- Whoever seals values anew under another key seals these too.
do $$
begin
  if not exists (select from pg_roles where rolname = 'keeper') then create role keeper nologin; end if;
end $$;
grant select (county, account_id, secret_sealed), update (secret_sealed) on second_factor to keeper;
create policy second_factor_keeper on second_factor to keeper using (true) with check (true);
