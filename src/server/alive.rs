//! Whether the editor's process still lives. An editor that dies closes our input, unless some other process holds it open.

use std::time::Duration;

use sysinfo::{Pid, ProcessRefreshKind, ProcessStatus, ProcessesToUpdate, System};

/// How often the process is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// Waits until a process is gone. One that cannot be seen from here, as from within a container, is waited for without end.
pub(super) async fn gone(process: u32) {
    let process = Pid::from_u32(process);
    let Ok(mut system) = System::new() else { return std::future::pending().await };
    if !lives(&mut system, process) {
        tracing::info!("process {process}, which the editor says it is, cannot be seen from here");
        return std::future::pending().await;
    }
    while lives(&mut system, process) {
        tokio::time::sleep(EVERY).await;
    }
}

fn lives(system: &mut System, process: Pid) -> bool {
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[process]), true, ProcessRefreshKind::nothing().without_tasks());
    // One that has ended and was not yet buried by its parent is dead all the same.
    system.process(process).is_some_and(|p| !matches!(p.status(), ProcessStatus::Zombie | ProcessStatus::Dead))
}
