-- Lists sort by when the newest change of a record was logged; an index that is built anew asks for it record by record.
create index change_record on change (kind, id, position);
