/** Infrastructure that is independent of journals, namely HTTP, database, security, files, jobs and webhooks. */
package org.offprint.platform;
