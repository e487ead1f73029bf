package org.offprint.services.registration.targets.pubmed;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.io.ByteArrayInputStream;
import org.offprint.services.registration.targets.pubmed.SftpFailure.Kind;

/** A folder of an SFTP server, within a session. Names have no characters that are patterns. */
final class SftpFolder implements AutoCloseable {

    private final Session session;
    private final ChannelSftp channel;
    private final Runnable afterwards;

    SftpFolder(Session session, ChannelSftp channel, Runnable afterwards) {
        this.session = session;
        this.channel = channel;
        this.afterwards = afterwards;
    }

    /** Goes into a folder; null stays. */
    void enter(String folder) throws SftpFailure {
        if (folder == null) {
            return;
        }
        boolean isFolder;
        try {
            isFolder = channel.stat(folder).isDir();
            if (isFolder) {
                channel.cd(folder);
            }
        } catch (SftpException e) {
            throw failure(e, isOfFolder(e) ? Kind.FOLDER : Kind.TROUBLE);
        }
        if (!isFolder) {
            throw new SftpFailure(Kind.FOLDER, folder + " is no folder.");
        }
    }

    /** Returns the path of the folder, as the server names it. */
    String path() throws SftpFailure {
        try {
            return channel.pwd();
        } catch (SftpException e) {
            throw failure(e, Kind.TROUBLE);
        }
    }

    /** Reports whether there is something of this name, which may have folders in it. */
    boolean has(String name) throws SftpFailure {
        try {
            channel.stat(name);
            return true;
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw failure(e, isOfFolder(e) ? Kind.FOLDER : Kind.TROUBLE);
        }
    }

    /** Writes a file under another name, and gives it its own when it is whole: nobody ever reads half of it. */
    void put(String name, byte[] bytes) throws SftpFailure {
        if (has(name)) {
            throw new SftpFailure(Kind.TROUBLE, "There is a file of the name " + name + " already.");
        }
        String unfinished = unfinished(name);
        try {
            channel.put(new ByteArrayInputStream(bytes), unfinished, ChannelSftp.OVERWRITE);
            if (channel.stat(unfinished).getSize() != bytes.length) {
                throw new SftpException(ChannelSftp.SSH_FX_FAILURE, "The file is not whole.");
            }
            channel.rename(unfinished, name);
        } catch (SftpException e) {
            SftpFailure failure = failure(e, isOfFolder(e) ? Kind.FOLDER : Kind.TROUBLE);
            if (failure.kind() != Kind.LOST) {
                forget(name);
            }
            throw failure;
        }
    }

    /** Removes what an attempt to write a file has left; nothing is said where that is not possible. */
    void forget(String name) {
        try {
            channel.rm(unfinished(name));
        } catch (SftpException e) {
            // PubMed does not read it: its name is no file's of theirs.
        }
    }

    /** Hidden, and no XML by its name. */
    private static String unfinished(String name) {
        return "." + name + ".part";
    }

    private static boolean isOfFolder(SftpException e) {
        return e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE || e.id == ChannelSftp.SSH_FX_PERMISSION_DENIED;
    }

    /** Failures that the server told have no cause; others are of the connection. */
    private SftpFailure failure(SftpException e, Kind told) {
        if (e.getCause() != null || !session.isConnected()) {
            String why =
                    e.getCause() == null ? "" : " (" + e.getCause().getClass().getSimpleName() + ")";
            return new SftpFailure(Kind.LOST, "The connection was lost" + why + ".");
        }
        return new SftpFailure(told, "The server answered " + e.id + ": " + e.getMessage());
    }

    @Override
    public void close() {
        afterwards.run();
        channel.disconnect();
        session.disconnect();
    }
}
