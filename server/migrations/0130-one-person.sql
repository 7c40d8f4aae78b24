-- One person, one record: how files of the same person are found, joined, parted again, and moved between counties.
alter table elder
  add column merged_into       uuid,
  add column moved_on          date,
  add column came_on           date,
  add column payee_index       bytea,
  add column document_disputed boolean not null default false,
  drop constraint elder_state,
  drop constraint elder_died,
  add constraint elder_state check (state in ('active', 'moved-out', 'died', 'merged')),
  add constraint elder_died check (state = 'merged' or (state = 'died') = (died_on is not null)),
  add constraint elder_merged check ((state = 'merged') = (merged_into is not null)),
  add constraint elder_moved check (moved_on is null or state in ('moved-out', 'merged'));
comment on column elder.merged_into is '已并入的档案（同县） The file of the same county that this one was merged into';
comment on column elder.moved_on is '迁出本县之日 First day on which another county is responsible';
comment on column elder.came_on is '迁入本县之日；以前的月份以原县档案为准 First day in this county after a transfer; months before belong to the former file';
comment on column elder.payee_index is '收款账号盲索引，用于发现重复 Keyed hash of the account, to find files of the same person';
comment on column elder.document_disputed is '证件号码与另一份档案相同，待核实；不占用号码 Same number as another file that holds it; to be settled by an officer';
create index elder_pinyin_birth on elder (pinyin, birth);
create index elder_payee on elder (payee_index) where payee_index is not null;
create index elder_merged_into on elder (county, merged_into) where merged_into is not null;

-- A merged file is left out of every question unless the transaction asks for it by name: no list, count, run or indicator
-- has to remember (docs/decisions/0024-merged-files-are-out-of-sight.md).
create function in_sight(state text) returns boolean language sql stable parallel safe as $$
  select state <> 'merged' or current_setting('yinian.merged', true) = 'shown'
$$;
comment on function in_sight(text) is '已合并的档案默认不可见 Whether a file is seen: merged ones only by who asks for them';
alter policy elder_read on elder using ((in_scope(region) or in_scope(registered_region)) and in_sight(state));
alter policy elder_served on elder
  using (served_by <> '{}' and served_by @> array[current_organisation()] and in_sight(state));

grant update on identity_claim to official;
create policy identity_claim_pass on identity_claim for update to official
  using (in_scope_of_county(county)) with check (in_scope_of_county(county));

create table former_document (
  county           county_code not null,
  id               uuid        not null,
  elder_id         uuid        not null,
  region           region_code not null,
  document_type    text        not null,
  number_sealed    bytea       not null,
  number_index     bytea       not null,
  number_masked    text        not null,
  reason           text        not null,
  evidence         text        not null default '',
  recorded_at      timestamptz not null,
  recorded_by      uuid        not null,
  recorded_by_name text        not null,
  constraint former_document_pk primary key (county, id),
  constraint former_document_elder_fk foreign key (county, elder_id) references elder (county, id)
);
comment on table former_document is '更正前的证件号码（加密） Identity numbers that were corrected, kept sealed';
comment on column former_document.number_sealed is '原证件号码（加密） The former number, sealed';
create index former_document_elder on former_document (county, elder_id);
create index former_document_number on former_document (number_index);

create table elder_pair (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  elder_id        uuid        not null,
  other_county    county_code not null,
  other_region    region_code not null,
  other_id        uuid        not null,
  score           smallint    not null constraint elder_pair_score check (score between 0 and 100),
  reasons         text[]      not null,
  state           text        not null default 'open' constraint elder_pair_state check (state in ('open', 'later', 'distinct', 'same', 'gone')),
  reason          text,
  found_at        timestamptz not null,
  decided_at      timestamptz,
  decided_by      uuid,
  decided_by_name text,
  constraint elder_pair_pk primary key (county, id),
  constraint elder_pair_order check (elder_id < other_id),
  constraint elder_pair_once unique (county, elder_id, other_id),
  constraint elder_pair_decided check ((state = 'open') = (decided_at is null))
);
comment on table elder_pair is '疑似重复的两份档案 Two files that may be one person’s, perhaps of two counties';
comment on column elder_pair.reasons is '命中的匹配项 Matching keys that agree, core/people/matching.ts';
create index elder_pair_queue on elder_pair (region, state, score desc, id);
create index elder_pair_other_queue on elder_pair (other_region, state, score desc, id);
create index elder_pair_other on elder_pair (other_id);
create index elder_pair_id on elder_pair (id);

create table elder_pair_scan (
  county        county_code not null constraint elder_pair_scan_pk primary key,
  region        region_code not null,
  scanned_until timestamptz not null
);
comment on table elder_pair_scan is '查重进度：此前变动的档案已查过 Until when the files of a county were looked through for pairs';

create table elder_merge (
  county           county_code not null,
  id               uuid        not null,
  region           region_code not null,
  survivor_id      uuid        not null,
  merged_id        uuid        not null,
  state            text        not null default 'merged' constraint elder_merge_state check (state in ('merged', 'unmerged')),
  choices          jsonb       not null,
  overpayments     jsonb       not null default '[]',
  counts           jsonb       not null default '{}',
  reason           text        not null,
  merged_at        timestamptz not null,
  merged_by        uuid        not null,
  merged_by_name   text        not null,
  unmerged_at      timestamptz,
  unmerged_by      uuid,
  unmerged_by_name text,
  unmerged_reason  text,
  constraint elder_merge_pk primary key (county, id),
  constraint elder_merge_two check (survivor_id <> merged_id),
  constraint elder_merge_survivor_fk foreign key (county, survivor_id) references elder (county, id),
  constraint elder_merge_merged_fk foreign key (county, merged_id) references elder (county, id),
  constraint elder_merge_unmerged check ((state = 'unmerged') = (unmerged_at is not null))
);
comment on table elder_merge is '档案合并 Two files of one person made one; can be taken back';
comment on column elder_merge.choices is '两份档案不一致处采用哪一份 Which file each clashing field was taken from';
comment on column elder_merge.overpayments is '合并前同一项目同一月份重复发放的款项 Payments of the same programme and month on both files';
create unique index elder_merge_once on elder_merge (county, merged_id) where state = 'merged';
create index elder_merge_survivor on elder_merge (county, survivor_id);

create table elder_merge_row (
  county     county_code not null,
  id         uuid        not null,
  region     region_code not null,
  merge_id   uuid        not null,
  relation   text        not null,
  row_county county_code not null,
  row_id     uuid        not null,
  before     jsonb,
  after      jsonb       not null,
  constraint elder_merge_row_pk primary key (county, id),
  constraint elder_merge_row_merge_fk foreign key (county, merge_id) references elder_merge (county, id)
);
comment on table elder_merge_row is '合并时改动的每一行及其原值 Every row a merge changed, with the former values';
comment on column elder_merge_row.before is '改动列的原值；空为合并时新增的行 Former values of the changed columns; null where the merge added the row';
create index elder_merge_row_merge on elder_merge_row (county, merge_id, id);

-- Sealed values apart from the others, so that they are sealed anew with everything else when a county's key is replaced.
create table elder_merge_sealed (
  county        county_code not null,
  id            uuid        not null,
  region        region_code not null,
  merge_id      uuid        not null,
  relation      text        not null,
  row_id        uuid        not null,
  sealed_column   text        not null,
  before_sealed bytea,
  after_sealed  bytea,
  constraint elder_merge_sealed_pk primary key (county, id),
  constraint elder_merge_sealed_merge_fk foreign key (county, merge_id) references elder_merge (county, id)
);
comment on table elder_merge_sealed is '合并时改动的加密字段及其原值（加密） Sealed values a merge changed, before and after';
comment on column elder_merge_sealed.before_sealed is '原值（加密） The former value, sealed';
comment on column elder_merge_sealed.after_sealed is '合并后的值（加密） The value the merge wrote, sealed';
create index elder_merge_sealed_merge on elder_merge_sealed (county, merge_id);

create table elder_transfer (
  county            county_code not null,
  id                uuid        not null,
  region            region_code not null,
  elder_id          uuid        not null,
  elder_name        text        not null,
  document_masked   text        not null,
  to_county         county_code not null,
  to_region         region_code not null,
  to_elder_id       uuid,
  registered_region region_code,
  started_by        text        not null constraint elder_transfer_started check (started_by in ('from', 'to')),
  state             text        not null default 'requested'
    constraint elder_transfer_state check (state in ('requested', 'accepted', 'refused', 'withdrawn', 'done')),
  reason            text        not null,
  moved_on          date        not null,
  requested_at      timestamptz not null,
  requested_by      uuid        not null,
  requested_by_name text        not null,
  decided_at        timestamptz,
  decided_by        uuid,
  decided_by_name   text,
  decision_reason   text,
  done_at           timestamptz,
  carried           jsonb       not null default '{}',
  story             jsonb       not null default '[]',
  constraint elder_transfer_pk primary key (county, id),
  constraint elder_transfer_counties check (county <> to_county),
  constraint elder_transfer_done check ((state = 'done') = (done_at is not null and to_elder_id is not null)),
  constraint elder_transfer_elder_fk foreign key (county, elder_id) references elder (county, id)
);
comment on table elder_transfer is '跨县迁移：双方共见 A move between two counties, seen by both';
comment on column elder_transfer.region is '迁出地；由迁入方发起时为县 Where the elder leaves; the county where the receiving side asked';
comment on column elder_transfer.registered_region is '迁移后的户籍地，空为不变 Household registration after the move; null when it stays';
comment on column elder_transfer.carried is '带去的内容：各类条数与评估结果出处 What was carried: counts and where the level comes from';
comment on column elder_transfer.story is '迁出前的大事记摘要，完成时定格 Summary of the timeline as of the move, without masked or sealed fields';
create unique index elder_transfer_one_open on elder_transfer (county, elder_id) where state in ('requested', 'accepted');
create index elder_transfer_from on elder_transfer (region, state, id);
create index elder_transfer_to on elder_transfer (to_region, state, id);
create index elder_transfer_new on elder_transfer (to_county, to_elder_id) where to_elder_id is not null;
create index elder_transfer_id on elder_transfer (id);

create table death_report (
  county            county_code not null,
  id                uuid        not null,
  region            region_code not null,
  registered_region region_code not null,
  reported_region   region_code not null,
  elder_id          uuid        not null,
  elder_name        text        not null,
  document_masked   text        not null,
  source            text        not null constraint death_report_source
    check (source in ('family', 'village', 'hospital', 'funeral-parlour', 'public-security', 'hotline', 'officer', 'other')),
  died_on           date        not null,
  evidence          text        not null default '',
  reporter          text        not null default '',
  state             text        not null default 'reported'
    constraint death_report_state check (state in ('reported', 'confirmed', 'mistaken', 'undo-asked', 'undone')),
  reported_at       timestamptz not null,
  reported_by       uuid        not null,
  reported_by_name  text        not null,
  decided_at        timestamptz,
  decided_by        uuid,
  decided_by_name   text,
  decision_reason   text,
  undo_asked_at     timestamptz,
  undo_asked_by     uuid,
  undo_asked_by_name text,
  undo_reason       text,
  undone_at         timestamptz,
  undone_by         uuid,
  undone_by_name    text,
  closed            jsonb       not null default '{}',
  constraint death_report_pk primary key (county, id),
  constraint death_report_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint death_report_decided check ((state = 'reported') = (decided_at is null)),
  constraint death_report_two_people check (undone_by <> undo_asked_by)
);
comment on table death_report is '死亡报告：任何来源，核实后生效 A death as reported by any source; takes effect when an officer confirms it';
comment on column death_report.reported_region is '报告人所在区划 Division of who reported it, which may be another county';
comment on column death_report.closed is '确认时终止的内容，供更正时恢复 What the confirmation closed, so that it can be restored';
create index death_report_queue on death_report (region, state, id);
create index death_report_elder on death_report (county, elder_id);
create index death_report_reported on death_report (reported_region, id);
create index death_report_id on death_report (id);
create index death_report_registered on death_report (registered_region) where state = 'reported';

alter table former_document enable row level security;
alter table elder_pair enable row level security;
alter table elder_pair_scan enable row level security;
alter table elder_merge enable row level security;
alter table elder_merge_row enable row level security;
alter table elder_merge_sealed enable row level security;
alter table elder_transfer enable row level security;
alter table death_report enable row level security;

grant select, insert, update on former_document, elder_pair, elder_pair_scan, elder_merge, elder_transfer, death_report to official;
grant select, insert on elder_merge_row, elder_merge_sealed to official;
grant select (county, id, number_sealed, number_index, document_type), update (number_sealed, number_index) on former_document to keeper;
grant select (payee_index), update (payee_index) on elder to keeper;
grant select (county, id, relation, row_id, sealed_column, before_sealed, after_sealed), update (before_sealed, after_sealed)
  on elder_merge_sealed to keeper;
create policy former_document_keeper on former_document to keeper using (true) with check (true);
create policy elder_merge_sealed_keeper on elder_merge_sealed to keeper using (true) with check (true);
create policy elder_merge_sealed_official on elder_merge_sealed to official using (in_scope(region)) with check (in_scope(region));
create policy former_document_official on former_document to official using (in_scope(region)) with check (in_scope(region));
create policy elder_pair_official on elder_pair to official
  using (in_scope(region) or in_scope(other_region)) with check (in_scope(region) or in_scope(other_region));
create policy elder_pair_scan_official on elder_pair_scan to official using (in_scope(region)) with check (in_scope(region));
create policy elder_merge_official on elder_merge to official using (in_scope(region)) with check (in_scope(region));
create policy elder_merge_row_official on elder_merge_row to official using (in_scope(region)) with check (in_scope(region));
create policy elder_transfer_official on elder_transfer to official
  using (in_scope(region) or in_scope(to_region)) with check (in_scope(region) or in_scope(to_region));
create policy death_report_read on death_report for select to official
  using (in_scope(region) or in_scope(registered_region) or in_scope(reported_region));
-- Whoever hears of it reports it, wherever the elder lives; deciding is for who is responsible.
create policy death_report_make on death_report for insert to official with check (in_scope(reported_region));
create policy death_report_decide on death_report for update to official using (in_scope(region)) with check (in_scope(region));

-- Payments and accounts stay as they were; only whose they are moves, and from which file it came is kept. What both files
-- were paid for the same month is then two rows of one person, so the file belongs to what may exist once.
alter table benefit_payment add column merged_from uuid;
comment on column benefit_payment.merged_from is '合并前所属的档案 The file it was paid under before files were merged';
drop index benefit_payment_once;
create unique index benefit_payment_once on benefit_payment (county, elder_id, programme, month, coalesce(merged_from, elder_id))
  where state not in ('cancelled', 'held');
alter table ledger_account add column merged_from uuid;
comment on column ledger_account.merged_from is '合并前所属的档案 The file it was opened for before files were merged';
alter table ledger_account drop constraint ledger_account_unique;
alter table ledger_account add constraint ledger_account_unique unique nulls not distinct (county, kind, programme, elder_id, merged_from);
create index ledger_account_elder on ledger_account (elder_id) where elder_id is not null;
create index benefit_untold_elder on benefit_untold (elder_id);
create index benefit_claim_payment on benefit_claim (county, payment_id);

create or replace view benefits_person_view with (security_barrier) as
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
   where f.county = e.county and f.elder_id = e.id and f.valid_to is distinct from f.valid_from) as residences,
  e.moved_on, e.came_on
from elder e
where (in_scope(e.region) or in_scope(e.registered_region)) and e.state <> 'merged';
