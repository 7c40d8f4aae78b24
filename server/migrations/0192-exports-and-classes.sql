-- A file that waits to be fetched says what was left out of it, so that a rule that began meanwhile is not evaded (O06).
alter table list_export add column withheld text[] not null default '{}';
comment on column list_export.withheld is '按分级规则未写入的数据类别 Classes of data left out when it was written';
grant update (withheld) on list_export to official;
