/**
 * Clients for registration services. Each client defines which records the service accepts, its account settings, and
 * how its responses are interpreted.
 */
package org.offprint.services.registration.targets;
