#ifndef SIPDIAG_CSHIMS_H
#define SIPDIAG_CSHIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
// For Swift: the Glibc module has neither.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

/// One message of recvmsg(2) with its control messages taken apart: Swift cannot see the CMSG_* macros.
struct sd_message {
    /// The sender; in the error queue, the destination of the datagram that failed.
    struct sockaddr_storage peer;
    /// IP_PKTINFO / IPV6_PKTINFO: 4 or 16 bytes, 0 if absent.
    uint8_t destination[16];
    int destination_length;
    /// IP_TTL / IPV6_HOPLIMIT of the received packet, -1 if absent.
    int ttl;
    /// IP_RECVERR / IPV6_RECVERR, valid if has_error (struct sock_extended_err of linux/errqueue.h).
    bool has_error;
    uint32_t error_number;
    uint8_t error_origin;
    uint8_t error_type;
    uint8_t error_code;
    uint32_t error_info;
    /// SO_EE_OFFENDER: who reported the error; ss_family is AF_UNSPEC if the kernel does not say.
    struct sockaddr_storage offender;
};

/// recvmsg(2), never blocking. Returns the number of bytes, or -1 with errno set.
ptrdiff_t sd_receive(int fd, void *buffer, size_t length, int flags, struct sd_message *message);

/// sendto(2) with a TTL (IPv6: hop limit) of its own, which goes with the datagram as a control message; 0: the socket's.
/// Returns the number of bytes, or -1 with errno set.
ptrdiff_t sd_send(
    int fd, const void *buffer, size_t length, const struct sockaddr *to, socklen_t to_length, int hop_limit);

/// accept4(2), which the Glibc module lacks: non-blocking, close-on-exec. Returns -1 with errno set.
int sd_accept(int listener);

/// Catches SIGINT and SIGTERM by writing the signal's number into a pipe; one inherited as ignored stays ignored.
/// Returns the pipe's reading end, or -1 with errno set (EBUSY if already installed).
int sd_signals_install(void);

/// Puts the former dispositions back and closes the writing end.
void sd_signals_restore(void);

/// No core dump of this process from now on, by setrlimit(2) and by prctl(2), which Swift cannot call: its arguments
/// are variadic. Returns -1 with errno set.
int sd_core_dumps_off(void);

#endif
