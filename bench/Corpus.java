import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the benchmark corpus as compressed JSON lines for {@code POST /v1/imports}. Equal arguments produce equal
 * bytes.
 *
 * <p>{@code java bench/Corpus.java [articles=20000] [seed=1] > corpus.jsonl.gz}
 *
 * <p>An article has 4 contributors with 2 affiliations each, 5 keywords, 30 references and an abstract of 170 words.
 * One in ten articles has a Chinese title and abstract. For 1,000,000 articles there are 200 journals, 8,000 issues and
 * 30,000 affiliations. The numbers decrease proportionally, to at least 5, 40 and 200. Words are random syllables,
 * drawn by Zipf's law like words of real abstracts.
 */
public class Corpus {

    private static final int VOCABULARY = 60_000;
    private static final String[] SYLLABLES = (
                    "ba be bi co da de di ex fa fi ga ge ha hy in ka la le li lo ma me mi mo na ne ni no or pa pe po pro"
                            + " qua ra re ri ro sa se si so ta te ti to tra tri un va ve vi vo xe ya ze zo")
            .split(" ");
    private static final String[] ENDINGS =
            "tion ment ity ic al ous ive ing ed er ology graphy sis ine ate ance".split(" ");
    private static final String[] COUNTRIES = "CN US DE BR IN GB FR ES IT JP KR NL PL TR MX ZA NG EG IR AU".split(" ");
    private static final String[] FAMILIES =
            "Shi Wang Müller García Silva Kumar Smith Okafor Rossi Tanaka Kim Novák Yılmaz Dubois Jansen Ivanov Haddad Lopez Nguyen Cohen"
                    .split(" ");
    private static final String[] GIVEN =
            "Linwei Ada João Priya Emeka Giulia Yuki Minjun Jana Ayşe Claire Pieter Olga Layla Carlos Thi Noa Sam Robin Kai"
                    .split(" ");
    private static final String CHINESE = "教育合作研究方法分析系统发展技术应用模型数据网络环境经济社会文化管理影响评价";

    private final SplittableRandom random;
    private final String[] words = new String[VOCABULARY];
    private final double[] upTo = new double[VOCABULARY];
    private final int articles;
    private final int journals;
    private final int issues;
    private final int affiliations;

    Corpus(int articles, long seed) {
        this.random = new SplittableRandom(seed);
        this.articles = articles;
        this.journals = Math.max(5, (int) (articles / 5_000L));
        this.issues = Math.max(40, (int) (articles / 125L));
        this.affiliations = Math.max(200, (int) (articles * 3L / 100));
        double sum = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            words[i] = invented();
            sum += 1 / Math.pow(i + 2.7, 1.05);
            upTo[i] = sum;
        }
        for (int i = 0; i < VOCABULARY; i++) {
            upTo[i] /= sum;
        }
    }

    public static void main(String... arguments) throws IOException {
        int articles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        OutputStream out = new GZIPOutputStream(new BufferedOutputStream(System.out, 1 << 16), 1 << 16);
        try (PrintStream lines = new PrintStream(new BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8)) {
            new Corpus(articles, seed).write(lines);
        }
    }

    private void write(PrintStream out) {
        for (int i = 0; i < journals; i++) {
            out.print("{\"kind\":\"journal\",\"id\":\"" + id('a', i) + "\",\"title\":\"Journal of " + title(3) + " " + i
                    + "\",\"language\":\"en\",\"publisher\":\"Bench Press\",\"issns\":[{\"type\":\"electronic\",\"value\":\""
                    + issn(i) + "\"}]}\n");
        }
        for (int i = 0; i < affiliations; i++) {
            out.print("{\"kind\":\"affiliation\",\"id\":\"" + id('b', i) + "\",\"name\":\"University of " + title(1) + " "
                    + i + "\",\"city\":\"" + title(1) + "\",\"country\":\"" + pick(COUNTRIES) + "\"}\n");
        }
        for (int i = 0; i < issues; i++) {
            out.print("{\"kind\":\"issue\",\"id\":\"" + id('c', i) + "\",\"journal\":\"" + id('a', i % journals)
                    + "\",\"volume\":\"" + (1 + i / journals / 4) + "\",\"number\":\"" + (1 + i / journals % 4)
                    + "\",\"year\":" + year(i) + "}\n");
        }
        for (int i = 0; i < articles; i++) {
            article(i, out);
        }
    }

    private int year(int issue) {
        return 1980 + (int) (45L * issue / issues);
    }

    private void article(int number, PrintStream out) {
        int issue = (int) ((long) number * issues / articles);
        StringBuilder json = new StringBuilder(12_000);
        json.append("{\"kind\":\"article\",\"id\":\"").append(id('d', number));
        json.append("\",\"journal\":\"").append(id('a', issue % journals));
        json.append("\",\"issue\":\"").append(id('c', issue));
        json.append("\",\"type\":\"").append(random.nextInt(10) == 0 ? "review-article" : "research-article");
        json.append("\",\"language\":\"en\",\"doi\":\"10.5555/bench.").append(number);
        json.append("\",\"title\":\"").append(title(9)).append("\",\"abstract\":\"");
        text(170, json).append(".\",\"keywords\":[");
        for (int i = 0; i < 5; i++) {
            json.append(i == 0 ? "\"" : ",\"").append(word()).append(' ').append(word()).append('"');
        }
        json.append("],");
        if (random.nextInt(10) == 0) {
            json.append("\"translations\":{\"zh\":{\"title\":\"").append(chinese(14)).append("\",\"abstract\":\"");
            json.append(chinese(180)).append("\"}},");
        }
        contributors(number, json);
        json.append(",\"dates\":{\"published\":\"").append(year(issue)).append('-');
        json.append(String.format("%02d-%02d", 1 + random.nextInt(12), 1 + random.nextInt(28)));
        json.append("\"},\"license\":{\"url\":\"https://creativecommons.org/licenses/by/4.0/\"},\"references\":[");
        references(json);
        out.print(json.append("]}\n"));
    }

    private void contributors(int number, StringBuilder json) {
        json.append("\"contributors\":[");
        for (int i = 0; i < 4; i++) {
            json.append(i == 0 ? "" : ",").append("{\"role\":\"author\",\"given\":\"").append(pick(GIVEN));
            json.append("\",\"family\":\"").append(pick(FAMILIES)).append("\",\"affiliations\":[\"");
            json.append(id('b', random.nextInt(affiliations))).append("\",\"");
            json.append(id('b', (number + i) % affiliations)).append("\"]}");
        }
        json.append(']');
    }

    private void references(StringBuilder json) {
        for (int i = 0; i < 30; i++) {
            int year = 1950 + random.nextInt(75);
            json.append(i == 0 ? "" : ",").append("{\"key\":\"r").append(i + 1).append("\",\"text\":\"");
            json.append(pick(FAMILIES)).append(" A, ").append(pick(FAMILIES)).append(" B (").append(year).append("). ");
            json.append(title(8)).append(". ").append(title(3)).append(", ").append(1 + random.nextInt(90));
            json.append("(2): 11-29.\",\"doi\":\"10.5555/bench.").append(random.nextInt(articles)).append("\"}");
        }
    }

    private StringBuilder text(int count, StringBuilder json) {
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : i % 17 == 0 ? ". " : " ").append(word());
        }
        return json;
    }

    private String title(int count) {
        StringBuilder title = new StringBuilder();
        text(count, title);
        title.setCharAt(0, Character.toUpperCase(title.charAt(0)));
        return title.toString();
    }

    private String chinese(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(CHINESE.charAt(random.nextInt(CHINESE.length())));
        }
        return text.toString();
    }

    private String word() {
        double at = random.nextDouble();
        int low = 0;
        int high = VOCABULARY - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (upTo[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return words[low];
    }

    private String invented() {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            word.append(pick(SYLLABLES));
        }
        return random.nextBoolean() ? word.append(pick(ENDINGS)).toString() : word.append(pick(SYLLABLES)).toString();
    }

    private String pick(String[] of) {
        return of[random.nextInt(of.length)];
    }

    /**
     * Returns a version 7 UUID of 1 January 2025, ordered by kind and number. The last digits look random, as in real
     * UUIDs. With the number in both halves, all UUIDs would have the same hash code.
     */
    private static UUID id(char kind, int number) {
        return UUID.fromString(String.format(
                "01941f29-%04x-7%03x-8%c00-%012x",
                0x7c00 + (number >>> 12), number & 0xFFF, kind, number * 0x9E3779B97F4AL & 0xFFFF_FFFF_FFFFL));
    }

    private static String issn(int number) {
        String digits = String.format("%07d", 9_000_000 + number);
        int sum = 0;
        for (int i = 0; i < 7; i++) {
            sum += (digits.charAt(i) - '0') * (8 - i);
        }
        int check = (11 - sum % 11) % 11;
        return digits.substring(0, 4) + "-" + digits.substring(4) + (check == 10 ? "X" : Integer.toString(check));
    }
}
