import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.crossref.writing.CrossrefDepositor;

/**
 * Measures the number of records per second that one core writes in each format. Uses the complete record of the tests.
 */
class Formats {

    private static final long WARM_UP = 3_000_000_000L; // nanoseconds
    private static final long MEASURED = 5_000_000_000L;

    private static byte[] document;
    private static long sink;

    public static void main(String[] arguments) throws Exception {
        document = Files.readAllBytes(Path.of(arguments[0]));
        System.out.printf("| format | records/s | bytes per record |%n|---|---:|---:|%n");
        System.out.printf("| (reading the stored record) | %s | %d |%n", rate(Formats::read), document.length);
        for (Format format : formats()) {
            PublishedRecord record = read();
            if (!format.writer().missing(record).isEmpty()) {
                throw new IllegalStateException(format.name() + " cannot be written");
            }
            int bytes = format.writer().write(record).getBytes(StandardCharsets.UTF_8).length;
            String rate = rate(() -> format.writer().write(record));
            System.out.printf("| %s | %s | %d |%n", format.name(), rate, bytes);
        }
        if (sink == 42) {
            System.out.println();
        }
    }

    /** Returns the formats of a service that deposits with Crossref. */
    private static List<Format> formats() throws ReflectiveOperationException {
        var constructor = org.offprint.formats.ExportFormats.class.getDeclaredConstructor(CrossrefDepositor.class);
        constructor.setAccessible(true);
        return constructor
                .newInstance(new CrossrefDepositor("Bench", "bench@example.org", null, "10.5555/policy"))
                .all();
    }

    private static PublishedRecord read() {
        return PublishedRecord.read(document, "\"etag\"");
    }

    private interface Work {
        Object run();
    }

    private static String rate(Work work) {
        repeat(work, WARM_UP);
        return String.format(Locale.ROOT, "%,d", repeat(work, MEASURED));
    }

    private static long repeat(Work work, long nanoseconds) {
        long start = System.nanoTime();
        long done = 0;
        while (System.nanoTime() - start < nanoseconds) {
            for (int i = 0; i < 10; i++) {
                sink += work.run().hashCode();
                done++;
            }
        }
        return Math.round(done * 1e9 / (System.nanoTime() - start));
    }
}
