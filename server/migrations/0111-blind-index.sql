-- Rewriting the blind indexes under another key or algorithm, while searches and claims look under both.
create table blind_index_key (
  fingerprint text        not null constraint blind_index_key_pk primary key,
  algorithm   text        not null constraint blind_index_key_algorithm check (algorithm in ('hmac-sha256', 'hmac-sm3')),
  state       text        not null constraint blind_index_key_state check (state in ('current', 'previous', 'retired')),
  made_at     timestamptz not null default now()
);
comment on table blind_index_key is '盲索引密钥的指纹：防止用错密钥启动 Fingerprints of the keys the blind indexes are made with, so that nobody starts with another by mistake';
comment on column blind_index_key.state is 'previous：正在改用新密钥，新旧索引都查 Rows are still found under it while they are rewritten';
create unique index blind_index_key_once on blind_index_key (state) where state in ('current', 'previous');

create table blind_index_change (
  old bytea not null constraint blind_index_change_pk primary key,
  new bytea not null
);
comment on table blind_index_change is '证件号码盲索引的新旧对照，仅在更换期间存在 What became of each index of an identity number, only while they are rewritten; holds no personal data';

alter table blind_index_key enable row level security;
alter table blind_index_change enable row level security;
grant select, update on blind_index_key to keeper;
create policy blind_index_key_keeper on blind_index_key to keeper using (true) with check (true);
grant select, insert, delete on blind_index_change to keeper;
create policy blind_index_change_keeper on blind_index_change to keeper using (true) with check (true);
-- who claims a number meanwhile claims it under both, and who approves a payment asks what became of its index
grant select, insert on blind_index_change to official;
create policy blind_index_change_find on blind_index_change for select to official using (true);
create policy blind_index_change_tell on blind_index_change for insert to official with check (true);

grant select (document_number_index, phone_index, document_type), update (document_number_index, phone_index) on elder to keeper;
grant select (document_number_index), update (document_number_index) on assessor to keeper;
grant select (payee_account_index, person_index), update (payee_account_index, person_index) on benefit_payment to keeper;
grant select, insert, delete on identity_claim, benefit_claim to keeper;
create policy identity_claim_keeper on identity_claim to keeper using (true) with check (true);
create policy benefit_claim_keeper on benefit_claim to keeper using (true) with check (true);
