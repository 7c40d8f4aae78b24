-- A file arrives in parts, each sealed by itself; imports of before keep theirs in one piece.
alter table people_import alter column file_sealed drop not null;
alter table people_import
  add column file_size    bigint      not null default 0,
  add column file_stamp   text        not null default '',
  add column file_digest  bytea,
  add column part_size    int         not null default 0,
  add column checked_to   int         not null default 0,
  add column phase_from   int         not null default 0,
  add column phase_at     timestamptz,
  add column progress_at  timestamptz;
comment on column people_import.file_stamp is '文件最后修改时间，由上传者声明 When the file was last changed, as the sender declares; tells a resumed upload from another file';
comment on column people_import.file_digest is '各段摘要的摘要 SHA-256 over the digests of all parts';
comment on column people_import.checked_to is '已试算到的行号 The last row that was checked; checking goes on behind it';
comment on column people_import.phase_from is '本阶段开始时已完成的行数 Rows done when this phase began, from which its speed is told';
comment on column people_import.phase_at is '本阶段开始的时刻 When checking or applying began or was taken up again';
comment on column people_import.progress_at is '最近一批完成的时刻 When the latest batch was done';
alter table people_import drop constraint people_import_state;
alter table people_import add constraint people_import_state
  check (state in ('uploading', 'checking', 'checked', 'applying', 'applied', 'failed', 'cancelled'));
alter table people_import add constraint people_import_file check (file_sealed is not null or part_size > 0);

create table people_import_part (
  county         county_code not null,
  import_id      uuid        not null,
  part           int         not null,
  region         region_code not null,
  size           int         not null,
  digest         bytea       not null,
  content_sealed bytea       not null,
  constraint people_import_part_pk primary key (county, import_id, part),
  constraint people_import_part_import_fk foreign key (county, import_id) references people_import (county, id)
);
comment on table people_import_part is '导入文件的分段（加密） The parts of an imported file, sealed';
comment on column people_import_part.digest is '该段内容的 SHA-256 SHA-256 of the part as it came';
alter table people_import_part enable row level security;
grant select, insert, delete on people_import_part to official;
create policy people_import_part_official on people_import_part to official using (in_scope(region)) with check (in_scope(region));

alter table people_import_row add column confirmed jsonb;
comment on column people_import_row.confirmed is '对存疑之处的确认与理由 Doubts about the row somebody looked into, and why they do not hold';
-- What is left to do is found without walking over what is done.
create index people_import_row_waiting on people_import_row (county, import_id, row_number) where outcome in ('new', 'change', 'same');
grant select (county, import_id, part, content_sealed), update (content_sealed) on people_import_part to keeper;
create policy people_import_part_keeper on people_import_part to keeper using (true) with check (true);

-- The planner knows a table as it was when it was last looked at. A first import fills empty ones faster than autovacuum
-- comes by, so the import has them looked at while it goes on.
create function analyze_register() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze elder;
  analyze identity_claim;
  analyze elder_circumstance;
  analyze related_person;
  analyze people_import_row;
end $$;
comment on function analyze_register() is '更新名册各表的统计信息，供批量导入途中调用 Has the planner look at the register''s tables again, while a list is being imported';
revoke execute on function analyze_register() from public;
grant execute on function analyze_register() to official;
