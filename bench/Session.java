import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Base64;
import java.util.UUID;

/**
 * Creates a session of a person without rights in the embedded database of a running service, and prints the value of
 * the session cookie. For measurements only, because signing in would require an identity provider.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/Session.java DATA_DIRECTORY}
 */
public class Session {

    private static final int BYTES = 32;

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        String port = Files.readAllLines(data.resolve("data/postmaster.pid")).get(3).strip();
        String password = Files.readString(data.resolve("password")).strip();
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/offprint", "offprint", password);
                var insert = connection.prepareStatement("with p as (insert into person (id, issuer, subject, name,"
                        + " created_at, signed_in_at) values (?, 'https://provider.example', ?, 'A reader', now(), now())"
                        + " returning id) insert into person_session (hash, person, started_at, expires_at)"
                        + " select ?, id, now(), now() + interval '8 hours' from p")) {
            UUID id = UUID.randomUUID();
            insert.setObject(1, id);
            insert.setString(2, id.toString());
            insert.setBytes(3, MessageDigest.getInstance("SHA-256").digest(secret.getBytes("US-ASCII")));
            insert.executeUpdate();
        }
        System.out.println(secret);
    }
}
