create table data_export (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  mark         bigint      not null constraint data_export_mark check (mark between 0 and 4294967295),
  kind         text        not null,
  account_id   uuid        not null,
  account_name text        not null,
  purpose      text        not null,
  rows         int         not null,
  format       text        not null constraint data_export_format check (format in ('xlsx', 'csv')),
  made_at      timestamptz not null,
  constraint data_export_pk primary key (county, id)
);
comment on table data_export is '导出记录：谁在什么时候为什么导出了什么 Every list taken out: by whom, when, what for; append-only';
comment on column data_export.mark is '水印编号：可见地写在名单末尾，并隐形地写在每一行 Number of the export: visible at the end of the list and invisible in every row';
create index data_export_mark on data_export (mark);
create index data_export_region on data_export (region, id desc);

alter table data_export enable row level security;
grant select, insert on data_export to official;
create policy data_export_read on data_export for select to official using (in_scope(region));
create policy data_export_write on data_export for insert to official with check (in_scope(region) and account_id = current_account());
