-- The way in for elders and those they agreed to: accounts of another kind, which stand for elders and for nothing else.
alter table account add column kind text not null default 'official' constraint account_kind check (kind in ('official', 'person'));
comment on column account.kind is '工作人员账号或本人、家属账号；两种账号各走各的入口 Of somebody at work, or of an elder or relative; each has an entrance of its own';

create table person_account (
  county        county_code not null,
  id            uuid        not null,
  region        region_code not null,
  account_id    uuid        not null constraint person_account_account_fk references account (id) constraint person_account_once unique,
  code_hash     text,
  code_ends_at  timestamptz,
  code_failed   int         not null default 0,
  activated_at  timestamptz,
  opened_at     timestamptz not null,
  opened_by     uuid        not null,
  opened_by_name text       not null,
  constraint person_account_pk primary key (county, id),
  constraint person_account_code check ((code_hash is null) = (code_ends_at is null))
);
comment on table person_account is '本人或家属账号的开通与激活 How an account of an elder or relative was opened and activated';
comment on column person_account.code_hash is '一次性激活码的散列；用过、作废后为空 Hash (argon2id) of the one-time code; null once used or void';

create table elder_access (
  county         county_code not null,
  id             uuid        not null,
  region         region_code not null,
  elder_id       uuid        not null,
  account_id     uuid        not null constraint elder_access_account_fk references account (id),
  holder_name    text        not null,
  stands_as      text        not null constraint elder_access_stands_as check (stands_as in ('self', 'relative')),
  relation       text        not null default '',
  identity_seen  text        not null,
  consent_id     uuid,
  valid_from     date        not null,
  valid_to       date,
  given_at       timestamptz not null,
  given_by       uuid        not null,
  given_by_name  text        not null,
  ended_at       timestamptz,
  ended_by       uuid,
  ended_by_name  text,
  ended_reason   text constraint elder_access_ended_reason check (ended_reason in ('withdrawn', 'officer', 'own-wish', 'died')),
  ended_note     text        not null default '',
  constraint elder_access_pk primary key (county, id),
  constraint elder_access_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint elder_access_period check (valid_to is null or valid_to > valid_from),
  constraint elder_access_ended check ((ended_at is null) = (ended_reason is null)),
  constraint elder_access_relative check (stands_as = 'self' or (consent_id is not null and valid_to is not null))
);
comment on table elder_access is '本人或家属可以看哪份档案：[valid_from, valid_to)，可提前终止 Whose file an elder or relative may see from their own account';
comment on column elder_access.consent_id is '家属：老人（或其监护人、代理人）同意的那条记录 The consent a relative''s access rests on';
create index elder_access_account on elder_access (account_id) where ended_at is null;
create index elder_access_elder on elder_access (county, elder_id);
create unique index elder_access_once on elder_access (county, elder_id, account_id) where ended_at is null;

-- A person is in sight of the elders named in the scope, and acts as themselves only for one of them.
create function stands_for(elder uuid) returns boolean language sql stable parallel safe as $$
  select elder = any (string_to_array(current_setting('yinian.elders', true), ',')::uuid[])
$$;
comment on function stands_for(uuid) is '当前账号是否可以看这位老人的资料 Whether the acting account stands for an elder';
create function is_self(elder uuid) returns boolean language sql stable parallel safe as $$
  select elder = any (string_to_array(current_setting('yinian.selves', true), ',')::uuid[])
$$;
comment on function is_self(uuid) is '当前账号是否老人本人 Whether the acting account is the elder’s own';

alter table person_account enable row level security;
alter table elder_access enable row level security;
grant select, update on person_account to gatekeeper;
create policy person_account_gate on person_account to gatekeeper using (true) with check (true);
grant select on elder_access to gatekeeper;
create policy elder_access_gate on elder_access for select to gatekeeper using (true);
grant select, insert, update on person_account, elder_access to official;
create policy person_account_official on person_account to official using (in_scope(region)) with check (in_scope(region));
create policy elder_access_official on elder_access to official using (in_scope(region)) with check (in_scope(region));
grant select, update (ended_at, ended_by, ended_by_name, ended_reason, ended_note) on elder_access to person;
create policy elder_access_person on elder_access for select to person using (stands_for(elder_id) or account_id = current_account());
create policy elder_access_given_up on elder_access for update to person
  using (is_self(elder_id) or account_id = current_account()) with check (is_self(elder_id) or account_id = current_account());

-- Who did something is named with the office they hold; of people who are not at work only one's own account is seen.
grant select (id, name, display_name, title, kind, region) on account to person;
create policy account_named on account for select to person using (kind = 'official' or id = current_account());

grant select (county, id, region, registered_region, name, sex, birth, document_type, document_number_masked, phone_masked, address_masked,
  payee_masked, state, died_on, registered_at, ability_level, ability_valid_until, version, moved_on) on elder to person;
create policy elder_person on elder for select to person using (stands_for(id) and in_sight(state));
grant select on audit_event to person;
create policy audit_event_person on audit_event for select to person using (stands_for(elder_id));
grant select (county, id, elder_id, elder_county, programme, month, state) on benefit_payment to person;
create policy benefit_payment_person on benefit_payment for select to person using (stands_for(elder_id));

-- A consent to one person in particular, and one that ends by itself on a day.
alter table consent
  add column recipient      uuid,
  add column recipient_name text not null default '',
  add column valid_to       date,
  add constraint consent_ends check (valid_to is null or valid_to > given_on);
comment on column consent.recipient is '同意给谁（账号）；不针对某个人的为空 The account it is given to; null where it is given to nobody in particular';
comment on column consent.valid_to is '到期日（不含）；空为撤回前一直有效 First day on which it no longer holds; null until withdrawn';
drop index consent_once;
create unique index consent_once on consent (county, elder_id, kind, coalesce(recipient, '00000000-0000-0000-0000-000000000000'::uuid)) where withdrawn_on is null;
grant select, update (withdrawn_on, withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawal_reason) on consent to person;
create policy consent_person on consent for select to person using (stands_for(elder_id));
create policy consent_withdrawn_by_elder on consent for update to person using (is_self(elder_id)) with check (is_self(elder_id));
grant update (recipient_name) on consent to eraser;

grant select (county, id, elder_id), update (holder_name, identity_seen, ended_note) on elder_access to eraser;
create policy elder_access_eraser on elder_access to eraser using (in_scope(region)) with check (in_scope(region));
