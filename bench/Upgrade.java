import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads, writes and harvests on two nodes that are replaced one after the other by nodes of another version. See
 * upgrade.sh.
 *
 * <p>{@code java -cp 'bench:target/quarkus-app/lib/main/*' Upgrade <first node> <second node> <key> <directory>} sends
 * requests to both nodes alternately while each is ready, until the directory contains a file {@code end}. Each line of
 * the file {@code marks} in the directory is a time in milliseconds and a description. Prints the responses after each
 * mark and checks each written article. Exits with 1 if an article is lost, or if a request failed on a node that was
 * not being stopped. Also exits with 1 if only one version answered requests of a kind while both versions ran.
 */
public class Upgrade {

    /** Mark that starts the period in which the nodes run different versions. */
    private static final String BOTH = "both versions";

    private static final int READERS = 2;
    private static final int READINESS_MILLIS = 200;

    /**
     * Minimum age in milliseconds of requested articles. A newer article may be missing on a node, because a write does
     * not wait indefinitely for the other node.
     */
    private static final int NEWEST_MILLIS = 5_000;

    /** Time in milliseconds after which an OAI-PMH list cannot have the same timestamp as an earlier list. */
    private static final int SHARED_INSTANT_MILLIS = 1_500;

    private static final int MOST_SHOWN = 12;

    private final List<String> nodes;
    private final String key;
    private final Path directory;
    private final Outage outage;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger lists = new AtomicInteger();
    private final ConcurrentLinkedQueue<Outage.Answer> answers = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    private Upgrade(List<String> nodes, String key, Path directory) {
        this.nodes = nodes;
        this.key = key;
        this.directory = directory;
        outage = new Outage(this::next, key);
    }

    public static void main(String... arguments) throws Exception {
        Upgrade upgrade = new Upgrade(List.of(arguments[0], arguments[1]), arguments[2], Path.of(arguments[3]));
        System.exit(upgrade.holds() ? 0 : 1);
    }

    // Requests, distributed like those of a load balancer

    /** Returns the address of the next ready node. If no node is ready, returns the next node. */
    private String next() {
        int turn = Math.floorMod(turns.getAndIncrement(), nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            String node = nodes.get((turn + i) % nodes.size());
            if (ready.contains(node)) {
                return node;
            }
        }
        return nodes.get(turn);
    }

    private void askReadiness() throws InterruptedException {
        for (String node : nodes) {
            boolean isReady;
            try {
                isReady = outage.get(node, "/q/health/ready").statusCode() == 200;
            } catch (IOException e) {
                isReady = false;
            }
            if (isReady) {
                ready.add(node);
            } else {
                ready.remove(node);
            }
        }
    }

    private boolean isOver() {
        return Files.exists(directory.resolve("end"));
    }

    private boolean holds() throws Exception {
        askReadiness();
        start(() -> {
            while (true) {
                Thread.sleep(READINESS_MILLIS);
                askReadiness();
            }
        });
        List<Outage.Reading> readings = outage.readings();
        Outage.Writer writer = outage.new Writer();
        List<Thread> threads = new ArrayList<>();
        threads.add(start(() -> writer.writeUntil(this::isOver)));
        threads.add(start(() -> harvest(writer.written)));
        for (int i = 0; i < READERS; i++) {
            Random random = new Random(i);
            threads.add(start(() -> read(readings, writer.written, random)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        answers.addAll(writer.answers);
        answers.addAll(outage.pages);
        TreeMap<Long, String> marks = Outage.marks(directory);
        Outage.tell(new ArrayList<>(answers), marks, Long.MAX_VALUE);
        judgeFaults(marks);
        judgeBothVersions(marks);
        boolean areFound = outage.areFound(writer);
        judgeLists(List.copyOf(writer.written));
        wrong.stream().limit(MOST_SHOWN).forEach(line -> System.out.println("wrong: " + line));
        return areFound && wrong.isEmpty();
    }

    private interface Work {
        void run() throws Exception;
    }

    private Thread start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                wrong.add(e.toString());
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void read(List<Outage.Reading> readings, List<Outage.Written> written, Random random)
            throws InterruptedException {
        while (!isOver()) {
            answers.add(outage.read(readings.get(random.nextInt(readings.size()))));
            int many = written.size();
            if (many > 0) {
                readAgain(written.get(random.nextInt(many)), random.nextBoolean());
            }
            Thread.sleep(Outage.PAUSE_MILLIS);
        }
    }

    private void readAgain(Outage.Written article, boolean isById) throws InterruptedException {
        if (System.currentTimeMillis() - article.atMillis() > NEWEST_MILLIS) {
            String path = isById ? "/v1/articles/" + article.id() : "/v1/articles?q=" + article.word();
            answers.add(outage.read(new Outage.Reading("written meanwhile", path, article.title())));
        }
    }

    /**
     * Repeatedly harvests all items and then the changes since. Both lists together must contain all articles that were
     * written before.
     */
    private void harvest(List<Outage.Written> written) throws InterruptedException {
        while (!isOver()) {
            List<Outage.Written> before = List.copyOf(written);
            Thread.sleep(SHARED_INSTANT_MILLIS);
            try {
                Outage.Listed all = outage.list(this::next, "metadataPrefix=oai_dc", null);
                Outage.Listed since = outage.list(this::next, "metadataPrefix=oai_dc&from=" + all.instant(), null);
                Map<String, String> items = all.items();
                items.putAll(since.items());
                judge(items, before, "a harvest of " + all.instant());
                lists.incrementAndGet();
            } catch (IOException e) {
                // The failed page is recorded with the requested pages.
            }
        }
    }

    // Evaluation

    /** Requests may fail only on a node that is being stopped. */
    private void judgeFaults(TreeMap<Long, String> marks) {
        int excused = 0;
        for (Outage.Answer answer : answers) {
            if (answer.fault() == null) {
                continue;
            }
            // A repeated write returns 409 while the first attempt is in progress.
            if (isStopping(answer, marks) || answer.kind().equals("writes") && answer.fault().startsWith("409 ")) {
                excused++;
            } else {
                wrong.add(answer.toString());
            }
        }
        System.out.printf(Locale.ROOT,
                "%d requests failed because a node was being stopped%n", excused);
    }

    private boolean isStopping(Outage.Answer answer, TreeMap<Long, String> marks) {
        String stops = "node " + nodes.indexOf(answer.address()) + " stops";
        return marks.entrySet().stream()
                .filter(mark -> mark.getValue().equals(stops))
                .anyMatch(mark -> answer.endedMillis() >= mark.getKey()
                        && answer.begunMillis() <= end(mark.getKey(), marks));
    }

    private static long end(long mark, TreeMap<Long, String> marks) {
        Long next = marks.higherKey(mark);
        return next == null ? Long.MAX_VALUE : next;
    }

    /**
     * Checks that both versions answered requests of each kind while the database had the tables of the new version.
     */
    private void judgeBothVersions(TreeMap<Long, String> marks) {
        long begun = marks.entrySet().stream()
                .filter(mark -> mark.getValue().equals(BOTH))
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no mark of " + BOTH));
        Map<String, int[]> counts = new TreeMap<>();
        for (Outage.Answer answer : answers) {
            int[] ofKind = counts.computeIfAbsent(answer.kind(), kind -> new int[nodes.size()]);
            if (answer.fault() == null && answer.begunMillis() >= begun && answer.endedMillis() < end(begun, marks)) {
                ofKind[nodes.indexOf(answer.address())]++;
            }
        }
        System.out.println("on the tables of the new version, answered by it and by the one before:");
        counts.forEach((kind, ofKind) -> {
            System.out.printf(Locale.ROOT, "  %-18s %5d %5d%n", kind, ofKind[0], ofKind[1]);
            if (ofKind[0] == 0 || ofKind[1] == 0) {
                wrong.add("A version has answered no " + kind + " while both versions were running.");
            }
        });
    }

    /**
     * Checks that the list of each node, and its OAI-PMH items, contain each acknowledged article once. Also checks the
     * OAI-PMH items that are read from both nodes alternately.
     */
    private void judgeLists(List<Outage.Written> written) throws IOException, InterruptedException {
        Thread.sleep(SHARED_INSTANT_MILLIS);
        for (String node : nodes) {
            Outage alone = new Outage(() -> node, key);
            Map<String, String> present = alone.present();
            judge(present, written, "the list of " + node);
            judgeHarvest(alone.list(() -> node, "metadataPrefix=oai_dc", null), present, written, node);
        }
        Map<String, String> present = outage.present();
        judgeHarvest(outage.list(this::next, "metadataPrefix=oai_dc", null), present, written, "both nodes");
        System.out.printf(Locale.ROOT,
                "%d harvests from both nodes alternately during the upgrade, %d pages; at the end %d"
                        + " articles were checked in the list and the OAI-PMH items of each node%n",
                lists.get(), outage.pages.size(), written.size());
    }

    private void judgeHarvest(
            Outage.Listed harvest, Map<String, String> present, List<Outage.Written> written, String where) {
        judge(harvest.items(), written, "OAI-PMH of " + where);
        long kept = harvest.items().values().stream().filter(title -> !title.isEmpty()).count();
        if (kept != present.size()) {
            wrong.add("OAI-PMH of " + where + " has " + kept + " articles, but its list has " + present.size());
        }
    }

    /** @param titles titles by article id */
    private void judge(Map<String, String> titles, List<Outage.Written> written, String where) {
        for (Outage.Written article : written) {
            String title = titles.get(article.id());
            if (title == null || !title.contains(article.title())) {
                wrong.add(where + " has " + title + " for " + article);
            }
        }
    }
}
