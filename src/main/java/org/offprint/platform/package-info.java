/** Infrastructure that is independent of journals, for example HTTP, database, security, files, jobs and webhooks. */
package org.offprint.platform;
