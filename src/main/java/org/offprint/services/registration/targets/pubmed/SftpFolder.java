package org.offprint.services.registration.targets.pubmed;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.io.ByteArrayInputStream;
import org.offprint.services.registration.targets.pubmed.SftpFailure.Kind;

/** Folder on an SFTP server, accessed in one session. File names must not contain wildcard characters. */
final class SftpFolder implements AutoCloseable {

    private final Session session;
    private final ChannelSftp channel;
    private final Runnable afterwards;

    SftpFolder(Session session, ChannelSftp channel, Runnable afterwards) {
        this.session = session;
        this.channel = channel;
        this.afterwards = afterwards;
    }

    /** Changes to a folder on the SFTP server. Does nothing if the folder is null. */
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
            throw new SftpFailure(Kind.FOLDER, folder + " is not a folder.");
        }
    }

    /** Returns the path of the current folder, as reported by the SFTP server. */
    String path() throws SftpFailure {
        try {
            return channel.pwd();
        } catch (SftpException e) {
            throw failure(e, Kind.TROUBLE);
        }
    }

    /** Returns whether a file or folder with the given name exists on the SFTP server. The name may be a path. */
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

    /** Uploads a file under a temporary name and then renames it, so that PubMed never reads a partial file. */
    void put(String name, byte[] bytes) throws SftpFailure {
        if (has(name)) {
            throw new SftpFailure(Kind.TROUBLE, "A file with the name " + name + " already exists.");
        }
        String unfinished = unfinished(name);
        try {
            channel.put(new ByteArrayInputStream(bytes), unfinished, ChannelSftp.OVERWRITE);
            if (channel.stat(unfinished).getSize() != bytes.length) {
                throw new SftpException(ChannelSftp.SSH_FX_FAILURE, "The file is incomplete.");
            }
            channel.rename(unfinished, name);
        } catch (SftpException e) {
            SftpFailure failure = failure(e, isOfFolder(e) ? Kind.FOLDER : Kind.TROUBLE);
            if (failure.kind() != Kind.LOST) {
                removePartialFile(name);
            }
            throw failure;
        }
    }

    /** Removes the partial file of a failed upload. Errors during the removal are ignored. */
    void removePartialFile(String name) {
        try {
            channel.rm(unfinished(name));
        } catch (SftpException e) {
            // PubMed ignores the partial file, because its temporary name does not end in .xml.
        }
    }

    /** Returns a temporary file name, which is hidden and does not end in .xml. */
    private static String unfinished(String name) {
        return "." + name + ".part";
    }

    private static boolean isOfFolder(SftpException e) {
        return e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE || e.id == ChannelSftp.SSH_FX_PERMISSION_DENIED;
    }

    /**
     * Converts an exception of the SFTP library. Errors reported by the server have no cause; all other errors are
     * connection failures.
     */
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
