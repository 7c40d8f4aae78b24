create table benefit_run (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  programme    text        not null,
  month        text        not null constraint benefit_run_month check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  state        text        not null default 'draft' constraint benefit_run_state
    check (state in ('draft', 'checked', 'submitted', 'approved', 'paid', 'cancelled')),
  policy       jsonb       not null,
  findings     jsonb       not null default '[]',
  people       int         not null default 0,
  fen          bigint      not null default 0,
  supplementary boolean    not null default false,
  drafted_by   uuid[]      not null,
  drafted_at   timestamptz not null,
  approved_by  uuid,
  approved_at  timestamptz,
  paid_by      uuid,
  paid_at      timestamptz,
  bank_reference text,
  version      int         not null default 1,
  constraint benefit_run_pk primary key (county, id),
  constraint benefit_run_county check (county = left(region, 6)),
  constraint benefit_run_approved check ((state in ('approved', 'paid')) = (approved_by is not null and approved_at is not null)),
  constraint benefit_run_paid check ((state = 'paid') = (paid_by is not null and paid_at is not null)),
  constraint benefit_run_two_people check (approved_by <> all (drafted_by))
);
comment on table benefit_run is '月度发放批次 One programme of one county in one month';
comment on column benefit_run.region is '出资县的区划代码 The paying county''s division';
comment on column benefit_run.policy is '编制时执行的政策全文 The policy document as it was when the run was decided';
comment on column benefit_run.findings is '核对结果 What the checks found, by code, with elder ids';
comment on column benefit_run.people is '发放人数，不含暂缓 People paid by it, without those set aside; written with the rows';
comment on column benefit_run.supplementary is '补发批次：本月已有批次发放后，为尚未发放的人另行编制 A later run of the same month for those not yet paid';
comment on column benefit_run.drafted_by is '编制、核对或提交过的账号；均不得审批 Accounts that drafted, checked or submitted it; none of them may approve';
-- One run in hand at a time; after it is paid, another may follow for whoever was not in it.
create unique index benefit_run_once on benefit_run (county, programme, month) where state not in ('cancelled', 'paid');
create index benefit_run_region on benefit_run (region, month desc, id);

create table benefit_run_step (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  run_id       uuid        not null,
  version      int         not null,
  event        text,
  state        text        not null,
  reason       text,
  at           timestamptz not null,
  account_id   uuid        not null,
  account_name text        not null,
  constraint benefit_run_step_pk primary key (county, id),
  constraint benefit_run_step_run_fk foreign key (county, run_id) references benefit_run (county, id)
);
comment on table benefit_run_step is '办理经过 What happened to a run, one row per event; append-only';
comment on column benefit_run_step.version is '批次到达的版本，即先后顺序 The version of the run that it reached, which gives the order';
comment on column benefit_run_step.event is '事件，空为编制 The event; null for the drafting itself';
create index benefit_run_step_run on benefit_run_step (county, run_id, version);

create table benefit_payment (
  county               county_code not null,
  id                   uuid        not null,
  region               region_code not null,
  run_id               uuid        not null,
  elder_county         county_code not null,
  elder_id             uuid        not null,
  elder_name           text        not null,
  elder_pinyin         text        not null,
  programme            text        not null,
  month                text        not null constraint benefit_payment_month check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  fen                  bigint      not null constraint benefit_payment_fen check (fen between 0 and 9007199254740991),
  clause               text        not null,
  facts                jsonb       not null,
  decision             jsonb       not null,
  person_index         bytea       not null,
  payee_sealed         bytea,
  payee_name_masked    text,
  payee_account_masked text,
  payee_account_index  bytea,
  state                text        not null default 'drafted' constraint benefit_payment_state
    check (state in ('drafted', 'held', 'approved', 'paid', 'returned', 'cancelled')),
  paid_at              timestamptz,
  returned_at          timestamptz,
  reason               text,
  constraint benefit_payment_pk primary key (county, id),
  constraint benefit_payment_county check (county = left(region, 6)),
  constraint benefit_payment_run_fk foreign key (county, run_id) references benefit_run (county, id),
  constraint benefit_payment_payable check (state in ('drafted', 'held', 'cancelled') or (fen > 0 and payee_sealed is not null)),
  constraint benefit_payment_paid check (state <> 'paid' or paid_at is not null),
  constraint benefit_payment_returned check (state <> 'returned' or returned_at is not null)
);
comment on table benefit_payment is '发放明细：一人一项目一月一笔 What one person is paid of one programme for one month';
comment on column benefit_payment.region is '享受待遇所依据的户籍地或居住地 The division of registration or residence that the entitlement rests on';
comment on column benefit_payment.elder_county is '老年人档案所在的县；户籍与居住可能不同县 County of the elder''s file, which may differ from the paying one; hence no foreign key';
comment on column benefit_payment.clause is '确定金额的条款 The clause that sets the amount';
comment on column benefit_payment.facts is '判定所依据的事实，定格不改 The facts as they were when decided';
comment on column benefit_payment.decision is '判定结果，定格不改 The decision as it was made';
comment on column benefit_payment.person_index is '证件号码盲索引：同一人在任何县只发一次 Blind index of the identity number, under which a person is paid once whatever the county';
comment on column benefit_payment.reason is '暂缓或银行退回的原因 Why it was set aside or returned by the bank';
comment on column benefit_payment.payee_sealed is '领款人与账号（加密） Name, bank and account paid to, sealed JSON as it was when decided';
comment on column benefit_payment.payee_account_index is '账号盲索引，用于发现共用账号 Keyed hash of the account, to find accounts shared by several people';
-- Nothing is paid twice: only what was cancelled or set aside leaves room for another of the same person, programme and month.
create unique index benefit_payment_once on benefit_payment (county, elder_id, programme, month) where state not in ('cancelled', 'held');
create index benefit_payment_run on benefit_payment (county, run_id, region, elder_pinyin, id);
create index benefit_payment_elder on benefit_payment (elder_id, month desc, id);
create index benefit_payment_region on benefit_payment (region, month);
create index benefit_payment_returned on benefit_payment (region, id) where state = 'returned';
create index benefit_payment_month on benefit_payment (county, programme, month);

create table benefit_claim (
  person_index bytea       not null,
  programme    text        not null,
  month        text        not null,
  county       county_code not null,
  payment_id   uuid        not null,
  constraint benefit_claim_pk primary key (person_index, programme, month)
);
comment on table benefit_claim is '一人一项目一月只发一次，跨县有效；审批时占用 Which county''s payment holds a person''s programme and month, taken on approval; holds no personal data, distributed by its hash';

create table benefit_untold (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  run_id       uuid        not null,
  elder_id     uuid        not null,
  elder_name   text        not null,
  elder_pinyin text        not null,
  facts        text[]      not null,
  clause       text        not null,
  constraint benefit_untold_pk primary key (county, id),
  constraint benefit_untold_run_fk foreign key (county, run_id) references benefit_run (county, id)
);
comment on table benefit_untold is '因缺少事实而无法判定、因此未发放的人 People who could not be decided and are therefore not paid';
comment on column benefit_untold.facts is '缺少的事实 The missing facts';
create index benefit_untold_run on benefit_untold (county, run_id, region, elder_pinyin, id);

create table benefit_run_progress (
  county  county_code not null,
  run_id  uuid        not null,
  region  region_code not null,
  total   int         not null default 0,
  done    int         not null default 0,
  working boolean     not null default true,
  failed  boolean     not null default false,
  constraint benefit_run_progress_pk primary key (county, run_id)
);
comment on table benefit_run_progress is '编制进度；独立于批次，编制尚未提交时即可查看 How far the drafting is; apart from the run, so that it is seen before the drafting commits';

-- The published facts of everybody an official may see in the register, by residence or registration: what a paying county
-- decides by, without source, evidence or health detail. Owned by the owner, it stands in for the row rights of the tables
-- it reads (docs/decisions/0012-facts-of-the-registered.md).
create view benefits_person_view with (security_barrier) as
select e.county, e.id, e.region, e.registered_region, e.name, e.pinyin, e.sex, e.birth, e.state, e.died_on,
  e.document_number_index as person_index, e.payee_sealed, e.ability_level, e.ability_valid_until,
  (select string_agg(concat_ws('|', c.kind, c.value, c.valid_from, coalesce(c.valid_to::text, '')), ' ' order by c.valid_from, c.id)
   from elder_circumstance c
   where c.county = e.county and c.elder_id = e.id and c.valid_to is distinct from c.valid_from) as circumstances,
  (select string_agg(concat_ws('|', a.final_level, a.confirmed_on, a.valid_until), ' ' order by a.confirmed_on, a.id)
   from assessment a
   where a.county = e.county and a.elder_id = e.id
     and a.state in ('confirmed', 'objected', 'upheld', 'reassessment-requested')) as levels,
  (select string_agg(concat_ws('|', f.former_region, f.former_registered_region, coalesce(f.valid_from::text, ''), f.valid_to), ' ' order by f.valid_to, f.id)
   from former_residence f
   where f.county = e.county and f.elder_id = e.id and f.valid_to is distinct from f.valid_from) as residences
from elder e
where in_scope(e.region) or in_scope(e.registered_region);
comment on view benefits_person_view is '待遇判定所用的事实，按居住地或户籍地可见 Facts that benefits are decided by, visible by residence or registration';

alter table benefit_run enable row level security;
alter table benefit_run_step enable row level security;
alter table benefit_payment enable row level security;
alter table benefit_claim enable row level security;
alter table benefit_untold enable row level security;
alter table benefit_run_progress enable row level security;

grant select, insert on benefit_run, benefit_run_step, benefit_payment to official;
grant select on benefits_person_view to official;
grant select, insert, delete on benefit_claim, benefit_untold to official;
grant select, insert, update on benefit_run_progress to official;
grant update (state, policy, findings, people, fen, drafted_by, drafted_at, approved_by, approved_at, paid_by, paid_at, bank_reference, version)
  on benefit_run to official;
-- Amount, facts and decision are never rewritten: a draft is decided anew by replacing its rows, later only the state moves.
grant update (state, paid_at, returned_at, reason) on benefit_payment to official;
grant delete on benefit_payment to official;

create policy benefit_run_official on benefit_run to official using (in_scope(region)) with check (in_scope(region));
create policy benefit_run_step_official on benefit_run_step to official using (in_scope(region)) with check (in_scope(region));
create policy benefit_payment_read on benefit_payment for select to official using (in_scope(region));
create policy benefit_payment_draft on benefit_payment for insert to official with check (in_scope(region) and state = 'drafted');
create policy benefit_payment_advance on benefit_payment for update to official using (in_scope(region)) with check (in_scope(region));
create policy benefit_payment_redraft on benefit_payment for delete to official using (in_scope(region) and state = 'drafted');
create policy benefit_untold_official on benefit_untold to official using (in_scope(region)) with check (in_scope(region));
create policy benefit_run_progress_official on benefit_run_progress to official using (in_scope(region)) with check (in_scope(region));
-- Another county's claim has to be seen to be respected; it says that somebody was paid, not who.
create policy benefit_claim_find on benefit_claim for select to official using (true);
create policy benefit_claim_take on benefit_claim for insert to official with check (in_scope_of_county(county));
create policy benefit_claim_free on benefit_claim for delete to official using (in_scope_of_county(county));
