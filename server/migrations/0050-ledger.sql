-- Money moves only as transfers between two accounts; a balance is a sum over them and stands nowhere.
create table ledger_account (
  county     county_code not null,
  id         uuid        not null,
  region     region_code not null,
  kind       text        not null constraint ledger_account_kind check (kind in ('treasury', 'payable', 'recipient', 'returned')),
  programme  text,
  elder_id   uuid,
  holder     text,
  opened_at  timestamptz not null,
  constraint ledger_account_pk primary key (county, id),
  constraint ledger_account_county check (county = left(region, 6)),
  constraint ledger_account_recipient check ((kind = 'recipient') = (elder_id is not null)),
  constraint ledger_account_programme check (kind in ('treasury', 'recipient') or programme is not null),
  constraint ledger_account_unique unique nulls not distinct (county, kind, programme, elder_id)
);
comment on table ledger_account is '账户：财政专户、项目应付、发放对象、银行退回 An account of the ledger; its balance is the sum of its transfers';
comment on column ledger_account.county is '出资的县（市、区） The county that pays';
comment on column ledger_account.holder is '发放对象开户时的姓名 Name of the recipient when the account was opened';
comment on column ledger_account.elder_id is '发放对象；老年人可能居住在别的县 The recipient, who may live in another county, hence no foreign key';

create table ledger_transfer (
  county    county_code not null,
  id        uuid        not null,
  region    region_code not null,
  key       text        not null,
  purpose   text        not null constraint ledger_transfer_purpose
    check (purpose in ('commit', 'release', 'pay', 'return', 'repay', 'refund', 'recover')),
  debit_id  uuid        not null,
  credit_id uuid        not null,
  fen       bigint      not null constraint ledger_transfer_fen check (fen between 1 and 9007199254740991),
  run_id    uuid,
  posted_at timestamptz not null,
  posted_by uuid        not null,
  constraint ledger_transfer_pk primary key (county, id),
  constraint ledger_transfer_county check (county = left(region, 6)),
  constraint ledger_transfer_two_accounts check (debit_id <> credit_id),
  constraint ledger_transfer_once unique (county, key),
  constraint ledger_transfer_debit_fk foreign key (county, debit_id) references ledger_account (county, id),
  constraint ledger_transfer_credit_fk foreign key (county, credit_id) references ledger_account (county, id)
);
comment on table ledger_transfer is '划转：由借方账户付给贷方账户，只增不改 Money from the debited to the credited account; append-only, a mistake is answered by another transfer';
comment on column ledger_transfer.key is '缘由编号：同一缘由只入账一次 Names the cause; the same cause is posted once';
comment on column ledger_transfer.fen is '金额，整数分 Whole fen';
create index ledger_transfer_debit on ledger_transfer (county, debit_id, id desc) include (fen);
create index ledger_transfer_credit on ledger_transfer (county, credit_id, id desc) include (fen);
create index ledger_transfer_run on ledger_transfer (county, run_id) where run_id is not null;

create index ledger_account_region on ledger_account (region, id);

alter table ledger_account enable row level security;
alter table ledger_transfer enable row level security;

-- Neither is ever changed or deleted.
grant select, insert on ledger_account, ledger_transfer to official;
create policy ledger_account_official on ledger_account to official using (in_scope(region)) with check (in_scope(region));
create policy ledger_transfer_official on ledger_transfer to official using (in_scope(region)) with check (in_scope(region));
