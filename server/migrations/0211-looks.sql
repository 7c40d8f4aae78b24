-- Who was on a list that left, elder by elder, so that each can be told.
create table exported_elder (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  elder_id     uuid        not null,
  export_id    uuid        not null,
  account_id   uuid        not null,
  account_name text        not null,
  purpose      text        not null,
  at           timestamptz not null,
  constraint exported_elder_pk primary key (county, id)
);
comment on table exported_elder is '导出名单里有谁 Which elders were on a list that left, by whom and what for';
create index exported_elder_elder on exported_elder (county, elder_id, id desc);
alter table exported_elder enable row level security;
grant select, insert on exported_elder to official;
create policy exported_elder_read on exported_elder for select to official using (in_scope(region));
create policy exported_elder_write on exported_elder for insert to official with check (in_scope(region) and account_id = current_account());
grant select on exported_elder to person;
create policy exported_elder_person on exported_elder for select to person using (stands_for(elder_id));

create table look_question (
  county           county_code not null,
  id               uuid        not null,
  region           region_code not null,
  elder_id         uuid        not null,
  look_id          uuid        not null,
  look_at          timestamptz not null,
  look             jsonb       not null,
  question         text        not null,
  asked_as         text        not null constraint look_question_asked_as check (asked_as in ('self', 'relative')),
  asker_name       text        not null,
  channel          text        not null constraint look_question_channel check (channel in ('counter', 'phone', 'home-visit', 'online')),
  asked_at         timestamptz not null,
  asked_by         uuid        not null,
  taken_by_name    text        not null default '',
  due_on           date        not null,
  state            text        not null default 'asked' constraint look_question_state check (state in ('asked', 'answered')),
  answer           text        not null default '',
  answered_at      timestamptz,
  answered_by      uuid,
  answered_by_name text,
  answered_office  text,
  version          int         not null default 1,
  constraint look_question_pk primary key (county, id),
  constraint look_question_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint look_question_answered check ((state = 'answered') = (answered_at is not null and answered_by is not null))
);
comment on table look_question is '对一次查看的提问与答复 What an elder or relative asked about a look, and the answer';
comment on column look_question.look is '提问时看到的那句话，中英文 The sentence about the look, as it was read, in both languages';
comment on column look_question.taken_by_name is '窗口、电话或上门代为登记的人；本人在网上提出的为空 Who took it down at the counter, by telephone or at home; empty where it came online';
create index look_question_elder on look_question (county, elder_id, id desc);
create index look_question_queue on look_question (region, state, id);

create table correction_request (
  county           county_code not null,
  id               uuid        not null,
  region           region_code not null,
  elder_id         uuid        not null,
  field            text        not null constraint correction_request_field
    check (field in ('name', 'documentNumber', 'birth', 'phone', 'address', 'payee', 'relatives', 'circumstances', 'other')),
  wanted_sealed    bytea       not null,
  asked_as         text        not null constraint correction_request_asked_as check (asked_as in ('self', 'relative')),
  asker_name       text        not null,
  channel          text        not null constraint correction_request_channel check (channel in ('counter', 'phone', 'home-visit', 'online')),
  asked_at         timestamptz not null,
  asked_by         uuid        not null,
  taken_by_name    text        not null default '',
  due_on           date        not null,
  state            text        not null default 'asked' constraint correction_request_state check (state in ('asked', 'accepted', 'refused')),
  reason           text        not null default '',
  decided_at       timestamptz,
  decided_by       uuid,
  decided_by_name  text,
  version          int         not null default 1,
  constraint correction_request_pk primary key (county, id),
  constraint correction_request_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint correction_request_decided check ((state = 'asked') = (decided_at is null and decided_by is null))
);
comment on table correction_request is '更正申请（个人信息保护法第四十六条） What an elder or relative asks to have put right';
comment on column correction_request.wanted_sealed is '申请改成什么（加密） What it should say instead, sealed';
create index correction_request_elder on correction_request (county, elder_id, id desc);
create index correction_request_queue on correction_request (region, state, id);

alter table look_question enable row level security;
alter table correction_request enable row level security;
grant select, insert, update on look_question, correction_request to official;
create policy look_question_official on look_question to official using (in_scope(region)) with check (in_scope(region));
create policy correction_request_official on correction_request to official using (in_scope(region)) with check (in_scope(region));
grant select, insert on look_question, correction_request to person;
create policy look_question_person on look_question for select to person using (stands_for(elder_id));
create policy look_question_ask on look_question for insert to person with check (stands_for(elder_id) and asked_by = current_account() and state = 'asked' and channel = 'online');
create policy correction_request_person on correction_request for select to person using (stands_for(elder_id));
create policy correction_request_ask on correction_request for insert to person with check (stands_for(elder_id) and asked_by = current_account() and state = 'asked' and channel = 'online');
grant select (county, id, wanted_sealed), update (wanted_sealed) on correction_request to keeper;
create policy correction_request_keeper on correction_request to keeper using (true) with check (true);
grant select (county, elder_id), update (question, asker_name, answer, look) on look_question to eraser;
create policy look_question_eraser on look_question to eraser using (in_scope(region)) with check (in_scope(region));
grant select (county, id, elder_id, wanted_sealed), update (wanted_sealed, asker_name, reason) on correction_request to eraser;
create policy correction_request_eraser on correction_request to eraser using (in_scope(region)) with check (in_scope(region));

insert into role_permission (role, permission)
  select role.id, held.permission from role
  join (values ('civil-affairs-officer', 'family:open'), ('civil-affairs-officer', 'family:answer'), ('town-officer', 'family:open'),
    ('village-worker', 'family:open')) as held (role, permission) on held.role = role.id
  on conflict do nothing;

-- Since when lists that left are recorded elder by elder is said beside the looks.
grant select (name, applied_at) on migration to official, person;
