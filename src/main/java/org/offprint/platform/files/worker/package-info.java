/** Separate process for reading untrusted files, with time and memory limits. */
package org.offprint.platform.files.worker;
