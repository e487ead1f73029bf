package org.offprint.platform.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.jboss.logging.MDC;

/**
 * PostgreSQL driver that counts executed statements, so that a test can assert how many statements a request executes.
 * <p>All tests use this driver ({@code %test.quarkus.datasource.jdbc.driver}). An executed batch counts as one
 * statement. Begin, commit and rollback are not counted. Statements of background jobs are counted.
 */
public final class CountingDriver implements Driver {

    /** Maximum number of stored statements. No test executes more statements before it reads the list. */
    private static final int REMEMBERED = 100_000;

    private static final Deque<Executed> EXECUTED = new ArrayDeque<>();
    private static long statements;

    /** @param request id of the request that executed the statement, or null for background jobs */
    private record Executed(String sql, String request) {}

    private final Driver driver = new org.postgresql.Driver();

    /** Returns the number of statements executed since the process started. Pass the number to {@link #since}. */
    public static long statements() {
        synchronized (EXECUTED) {
            return statements;
        }
    }

    /** Returns the SQL of the statements executed since {@link #statements} returned {@code mark}, oldest first. */
    public static List<String> since(long mark) {
        synchronized (EXECUTED) {
            return EXECUTED.stream()
                    .skip(Math.max(0, EXECUTED.size() - (statements - mark)))
                    .map(Executed::sql)
                    .toList();
        }
    }

    /** Returns the SQL of the statements that the request with this id executed, oldest first. */
    public static List<String> ofRequest(String id) {
        synchronized (EXECUTED) {
            return EXECUTED.stream()
                    .filter(executed -> id.equals(executed.request()))
                    .map(Executed::sql)
                    .toList();
        }
    }

    private static void count(String sql) {
        String request = (String) MDC.get("requestId");
        synchronized (EXECUTED) {
            statements++;
            EXECUTED.addLast(new Executed(sql, request));
            if (EXECUTED.size() > REMEMBERED) {
                EXECUTED.removeFirst();
            }
        }
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        Connection connection = driver.connect(url, properties);
        return connection == null ? null : counted(connection);
    }

    private static Connection counted(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof Statement statement
                    ? counted(statement, arguments == null ? null : (String) arguments[0], (Connection) self)
                    : result;
        });
    }

    /** @param prepared SQL of a prepared statement, or null if the SQL is passed on execution */
    private static Statement counted(Statement statement, String prepared, Connection connection) {
        Class<? extends Statement> type = statement instanceof CallableStatement
                ? CallableStatement.class
                : statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
        return proxy(type, (self, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return connection;
            }
            if (!method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            String sql = arguments != null && arguments[0] instanceof String given
                    ? given
                    : prepared == null ? "batch" : prepared;
            count(sql);
            Object result = call(statement, method, arguments);
            // Records only statements that the database accepts, because some tests send invalid statements on purpose.
            ExecutedStatements.add(sql);
            return result;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(CountingDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return driver.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.postgresql");
    }
}
