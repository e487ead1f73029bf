package org.offprint.formats.bibtex;

import java.util.Map;

/** Journals by the commands that the Astrophysics Data System writes for their names. */
final class AstronomyJournals {

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("aap", "Astronomy and Astrophysics"),
            Map.entry("aapr", "Astronomy and Astrophysics Reviews"),
            Map.entry("aaps", "Astronomy and Astrophysics, Supplement"),
            Map.entry("actaa", "Acta Astronomica"),
            Map.entry("aj", "The Astronomical Journal"),
            Map.entry("ao", "Applied Optics"),
            Map.entry("apj", "The Astrophysical Journal"),
            Map.entry("apjl", "The Astrophysical Journal Letters"),
            Map.entry("apjs", "The Astrophysical Journal Supplement Series"),
            Map.entry("aplett", "Astrophysics Letters"),
            Map.entry("apspr", "Astrophysics Space Physics Research"),
            Map.entry("apss", "Astrophysics and Space Science"),
            Map.entry("araa", "Annual Review of Astronomy and Astrophysics"),
            Map.entry("azh", "Astronomicheskii Zhurnal"),
            Map.entry("baas", "Bulletin of the American Astronomical Society"),
            Map.entry("bain", "Bulletin of the Astronomical Institutes of the Netherlands"),
            Map.entry("caa", "Chinese Astronomy and Astrophysics"),
            Map.entry("cjaa", "Chinese Journal of Astronomy and Astrophysics"),
            Map.entry("fcp", "Fundamentals of Cosmic Physics"),
            Map.entry("gca", "Geochimica et Cosmochimica Acta"),
            Map.entry("grl", "Geophysical Research Letters"),
            Map.entry("iaucirc", "IAU Circulars"),
            Map.entry("icarus", "Icarus"),
            Map.entry("jcap", "Journal of Cosmology and Astroparticle Physics"),
            Map.entry("jcp", "Journal of Chemical Physics"),
            Map.entry("jgr", "Journal of Geophysical Research"),
            Map.entry("jqsrt", "Journal of Quantitative Spectroscopy and Radiative Transfer"),
            Map.entry("jrasc", "Journal of the Royal Astronomical Society of Canada"),
            Map.entry("memras", "Memoirs of the Royal Astronomical Society"),
            Map.entry("memsai", "Memorie della Società Astronomica Italiana"),
            Map.entry("mnras", "Monthly Notices of the Royal Astronomical Society"),
            Map.entry("na", "New Astronomy"),
            Map.entry("nar", "New Astronomy Reviews"),
            Map.entry("nat", "Nature"),
            Map.entry("nphysa", "Nuclear Physics A"),
            Map.entry("pasa", "Publications of the Astronomical Society of Australia"),
            Map.entry("pasj", "Publications of the Astronomical Society of Japan"),
            Map.entry("pasp", "Publications of the Astronomical Society of the Pacific"),
            Map.entry("physrep", "Physics Reports"),
            Map.entry("physscr", "Physica Scripta"),
            Map.entry("planss", "Planetary and Space Science"),
            Map.entry("pra", "Physical Review A"),
            Map.entry("prb", "Physical Review B"),
            Map.entry("prc", "Physical Review C"),
            Map.entry("prd", "Physical Review D"),
            Map.entry("pre", "Physical Review E"),
            Map.entry("prl", "Physical Review Letters"),
            Map.entry("procspie", "Proceedings of the SPIE"),
            Map.entry("qjras", "Quarterly Journal of the Royal Astronomical Society"),
            Map.entry("rmxaa", "Revista Mexicana de Astronomía y Astrofísica"),
            Map.entry("skytel", "Sky and Telescope"),
            Map.entry("solphys", "Solar Physics"),
            Map.entry("sovast", "Soviet Astronomy"),
            Map.entry("ssr", "Space Science Reviews"),
            Map.entry("zap", "Zeitschrift für Astrophysik"));

    private AstronomyJournals() {}

    /** The title for a value that is such a command; any other value as it is. */
    static String title(String value) {
        String command = value == null ? "" : value.strip();
        return command.startsWith("\\") ? TITLES.getOrDefault(command.substring(1), value) : value;
    }
}
