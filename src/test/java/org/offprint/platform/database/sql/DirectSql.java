package org.offprint.platform.database.sql;

import io.agroal.api.AgroalDataSource;

/** Creates {@link Sql} for a data source of a test, without a running service. */
public final class DirectSql {

    private DirectSql() {}

    public static Sql of(AgroalDataSource dataSource) {
        return new Sql(dataSource);
    }
}
