import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;

/**
 * Runs one or several OpenSearch nodes for tests until standard input ends. When the nodes respond, writes their URLs
 * to the file {@code nodes} in the directory. Supports the OpenSearch versions 2.19 and 3.
 *
 * <p>Runs a cluster in one process: {@code java -cp 'jars/*' ClusterNode.java <directory> <nodes>}
 *
 * <p>Runs one node of a cluster whose nodes are separate processes. The node number starts at 0, and the ports of all
 * nodes are separated by commas: {@code … <directory> <number> <ports of transport> <ports of HTTP>}
 */
public final class ClusterNode extends Node {

    private ClusterNode(Settings settings) {
        super(
                InternalSettingsPreparer.prepareEnvironment(
                        settings, Map.of(), null, () -> settings.get("node.name")),
                plugins("org.opensearch.analysis.common.CommonAnalysis", "org.opensearch.transport.Netty4"),
                false);
    }

    /**
     * Returns OpenSearch plugins in the form that the constructor of a node accepts. OpenSearch 2 requires plugin
     * classes. OpenSearch 3 and later require a {@code PluginInfo} for each plugin, and have other class names.
     */
    @SuppressWarnings("unchecked")
    private static <P> List<P> plugins(String... names) {
        List<Object> plugins = new ArrayList<>();
        try {
            for (String name : names) {
                plugins.add(Version.CURRENT.major < 3 ? Class.forName(name + "Plugin") : described(name + "ModulePlugin"));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return (List<P>) plugins;
    }

    private static Object described(String plugin) throws ReflectiveOperationException {
        return PluginInfo.class
                .getConstructor(
                        String.class,
                        String.class,
                        String.class,
                        Version.class,
                        String.class,
                        String.class,
                        List.class,
                        boolean.class)
                .newInstance(plugin, "", "", Version.CURRENT, "", plugin, List.of(), false);
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        int number = Integer.parseInt(arguments[1]);
        if (arguments.length == 4) {
            start(directory, number, ports(arguments[2]), ports(arguments[3]));
        } else {
            startAll(directory, number);
        }
        // The end of standard input means that the parent process has ended.
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(0);
    }

    private static List<Integer> ports(String numbers) {
        return Arrays.stream(numbers.split(",")).map(Integer::valueOf).toList();
    }

    private static void startAll(Path directory, int number) throws Exception {
        List<Integer> transports = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            transports.add(freePort());
            ports.add(freePort());
        }
        for (int i = 0; i < number; i++) {
            start(directory, i, transports, ports);
        }
        List<String> addresses = ports.stream().map(port -> "http://127.0.0.1:" + port).toList();
        Path written = Files.writeString(directory.resolve("nodes.new"), String.join(",", addresses));
        Files.move(written, directory.resolve("nodes"));
    }

    private static void start(Path directory, int number, List<Integer> transports, List<Integer> ports)
            throws Exception {
        List<String> seeds = transports.stream().map(port -> "127.0.0.1:" + port).toList();
        Settings settings = Settings.builder()
                .put("cluster.name", "offprint-tests")
                .put("node.name", "node-" + number)
                .put("path.home", directory.resolve("node-" + number).toString())
                .put("transport.type", "netty4")
                .put("http.type", "netty4")
                .put("network.host", "127.0.0.1")
                .put("transport.port", transports.get(number))
                .put("http.port", ports.get(number))
                .putList("discovery.seed_hosts", seeds)
                .putList("cluster.initial_cluster_manager_nodes", "node-0")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        new ClusterNode(settings).start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
