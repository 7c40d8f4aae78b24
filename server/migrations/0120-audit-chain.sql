-- The audit trail in chains of sealed blocks, one chain for each county. `sealer` is the only role that makes blocks.
do $$
begin
  if not exists (select from pg_roles where rolname = 'sealer') then create role sealer nologin; end if;
end $$;
grant sealer to yinian_app;
grant usage on schema public to sealer;

-- Transaction numbers begin again in another cluster, so a database that was moved begins a new era (server/src/audit/era.ts).
create function audit_era() returns int language sql stable parallel safe as $$ select 1 $$;
comment on function audit_era() is '记录所在的时代：数据库迁到新集群后加一 Which cluster''s transaction numbers count now; one more after each move to a cluster whose numbers are lower';

alter table audit_event
  add column era        int  not null default audit_era(),
  add column written_in xid8 not null default pg_current_xact_id();
comment on column audit_event.era is '时代 The era of the transaction number';
comment on column audit_event.written_in is '写入该记录的事务号 The transaction that wrote it. All below the oldest one running are final: nothing can commit between them any more';
create index audit_event_order on audit_event (era, written_in, id);

create table audit_block (
  county          county_code not null,
  region          region_code not null,
  id              uuid        not null,
  number          int         not null constraint audit_block_number_positive check (number > 0),
  algorithm       text        not null constraint audit_block_algorithm check (algorithm in ('sha256', 'sm3')),
  era             int         not null,
  last_written_in xid8        not null,
  first_id        uuid        not null,
  last_id         uuid        not null,
  count           int         not null constraint audit_block_count_positive check (count > 0),
  entries         bytea       not null,
  previous        bytea       not null,
  hash            bytea       not null,
  sealed_at       timestamptz not null,
  constraint audit_block_pk primary key (county, id),
  constraint audit_block_number_unique unique (county, number),
  constraint audit_block_whole_county check (region = county || '000000')
);
alter table audit_block alter column entries set storage external;
comment on table audit_block is '封存块：一县操作记录按提交次序排成的哈希链 A county''s audit events in the order of their transactions, sealed as a chain of hashes';
comment on column audit_block.algorithm is '摘要算法 Hash of events and block: SHA-256, or SM3 (GB/T 32905) under the national configuration';
comment on column audit_block.last_written_in is '最后一条记录的事务号：之前的记录都已在链上 Transaction of the last event; with era and last_id it says how far the chain has come';
comment on column audit_block.entries is '每条记录 48 字节：编号 16、摘要 32 For each event its id (16 bytes) and its hash (32 bytes), in order';
comment on column audit_block.previous is '前一块的摘要，首块为 32 个零 Hash of the block before; 32 zeros for the first';
comment on column audit_block.hash is '本块摘要 Hash of everything above and of entries';
create index audit_block_order on audit_block (era, last_written_in, last_id);

create table audit_verification (
  county         county_code not null,
  region         region_code not null,
  id             uuid        not null,
  account_id     uuid        not null,
  requested_at   timestamptz not null,
  state          text        not null default 'waiting' constraint audit_verification_state check (state in ('waiting', 'running', 'done', 'failed')),
  chains         int         not null default 0,
  events         bigint      not null default 0,
  chains_checked int         not null default 0,
  events_checked bigint      not null default 0,
  heads_checked  int         not null default 0,
  fault_count    int         not null default 0,
  faults         jsonb       not null default '[]',
  finished_at    timestamptz,
  constraint audit_verification_pk primary key (county, id)
);
comment on table audit_verification is '一次封存核验 One recomputation of the chains of a division and all below it';
comment on column audit_verification.faults is '链头文件本身的问题 What is wrong with the head files themselves; what is wrong with a chain is in audit_check';
comment on column audit_verification.heads_checked is '对照过的链头文件数 How many published head files it was compared with';

create table audit_check (
  county          county_code not null,
  region          region_code not null,
  id              uuid        not null,
  verification_id uuid        not null,
  checked_at      timestamptz not null,
  blocks          int         not null,
  events          bigint      not null,
  unsealed        bigint      not null,
  fault_count     int         not null,
  faults          jsonb       not null default '[]',
  constraint audit_check_pk primary key (county, id),
  constraint audit_check_whole_county check (region = county || '000000')
);
comment on table audit_check is '一条链的核验结果 What a verification found in one chain';
comment on column audit_check.faults is '发现的问题（至多一百条） What is wrong, the first hundred';
create index audit_check_verification on audit_check (verification_id);
create index audit_check_latest on audit_check (county, checked_at desc, id desc);

alter table audit_block enable row level security;
alter table audit_verification enable row level security;
alter table audit_check enable row level security;

grant select on audit_event to sealer;
create policy audit_event_seal on audit_event for select to sealer using (true);
grant select, insert on audit_block to sealer;
create policy audit_block_seal on audit_block to sealer using (true) with check (true);
grant select, update on audit_verification to sealer;
create policy audit_verification_seal on audit_verification to sealer using (true) with check (true);
grant select, insert, delete on audit_check to sealer;
create policy audit_check_seal on audit_check to sealer using (true) with check (true);

grant select on audit_block to official;
create policy audit_block_read on audit_block for select to official using (in_scope(region));
grant select, insert on audit_verification to official;
create policy audit_verification_read on audit_verification for select to official using (in_scope(region));
create policy audit_verification_ask on audit_verification for insert to official with check (in_scope(region) and account_id = current_account() and state = 'waiting');
grant select on audit_check to official;
create policy audit_check_read on audit_check for select to official using (in_scope(region));
